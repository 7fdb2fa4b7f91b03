using Trasa.Activities.Packs;
using Trasa.Crm.Metadata;
using Trasa.Engine.Definitions;

namespace Trasa.Crm.Seeding;

/// <summary>Whether the records that a pack brings can be read and fit their types; names that they refer to are looked up when they are loaded.</summary>
internal static class SeedFileCheck
{
    public static IEnumerable<FileProblem> Check(ProcessPack pack, RecordTypeSet types) =>
        from folder in (string[])[ProcessPack.DataFolder, ProcessPack.DemoFolder]
        from file in pack.In(folder)
        where file.Name.EndsWith(".json", StringComparison.Ordinal) && !file.Name.EndsWith(ProcessPack.StepsEnding, StringComparison.Ordinal)
        from problem in Check($"{folder}/{file.Name}", file.Content, types)
        select problem;

    private static IEnumerable<FileProblem> Check(string name, string json, RecordTypeSet types)
    {
        SeedFile file;
        try
        {
            file = SeedFile.Read(name, json);
        }
        catch (SeedInvalidException problem)
        {
            return [new(name, problem.Line, "DATA-001", problem.Reason)];
        }

        if (types.Find(file.Type) is not { } type) return [new(name, 1, "DATA-002", $"there is no record type '{file.Type}'.")];
        var places = new JsonPlaces(json);
        return
        [
            .. file.Match is { } match && type.Find(match) is null ? [Unknown(match, "match")] : Array.Empty<FileProblem>(),
            .. file.Then is { } verb && type.Verbs.All(one => one.Key != verb) ? [new FileProblem(name, places.LineOf("then"), "DATA-003", $"{type.Key} has no verb '{verb}'.")] : Array.Empty<FileProblem>(),
            .. from record in file.Records.Index()
               from field in record.Item.Keys
               where type.Find(field) is null
               select Unknown(field, $"records[{record.Index}].{field}"),
        ];

        FileProblem Unknown(string field, string path) => new(name, places.LineOf(path), "DATA-003", $"{path}: {type.Key} has no field '{field}'.");
    }
}
