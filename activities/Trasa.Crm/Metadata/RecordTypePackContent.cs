using Trasa.Activities.Packs;
using Trasa.Crm.Seeding;
using Trasa.Engine.Definitions;
using Trasa.Engine.Doors;

namespace Trasa.Crm.Metadata;

/// <summary>The record types of a pack: one file each and no code. They are in force, with tables and activities, before the pack's workflows are read.</summary>
internal sealed class RecordTypePackContent(IRecordTypes types) : IPackContent
{
    public IReadOnlyList<FileProblem> Check(ProcessPack pack, IReadOnlyList<ProcessPack> required)
    {
        var problems = Declared(pack, required);
        if (problems.Count > 0) return problems;
        using (Preview([.. required, pack])) return [.. SeedFileCheck.Check(pack, types.Current)];
    }

    private List<FileProblem> Declared(ProcessPack pack, IReadOnlyList<ProcessPack> required) =>
        [.. types.Check(Declarations([.. required, pack])).Select(problem => RecordTypeFormat.Problem(problem with { File = InPack(pack, problem.File) }))];

    public IDisposable Preview(IReadOnlyList<ProcessPack> packs) => types.Preview(Declarations(packs));

    public async Task InstallAsync(ProcessPack pack, string by, CancellationToken cancellationToken)
    {
        var declarations = Declarations([pack]);
        if (declarations.Count > 0) await types.SaveAsync(declarations, Actor.System with { Name = by }, cancellationToken).ConfigureAwait(false);
    }

    // The pack's key is part of the name, so that two packs may both add to the same type.
    private static List<(string Name, string Json)> Declarations(IReadOnlyList<ProcessPack> packs) =>
        [.. packs.SelectMany(pack => pack.In(RecordTypeFormat.InPack).Select(file => ($"{pack.Manifest.Key}/{RecordTypeFormat.InPack}/{file.Name}", file.Content)))];

    private static string InPack(ProcessPack pack, string name) =>
        name.StartsWith(pack.Manifest.Key + "/", StringComparison.Ordinal) ? name[(pack.Manifest.Key.Length + 1)..] : name;
}
