using Trasa.Engine.Definitions;

namespace Trasa.Crm.Metadata;

/// <summary>
/// Record types in files: <c>record-types/KEY.json</c>, a type or an extension of one. What a file says about other types is
/// checked where these are known, with the pack.
/// </summary>
internal sealed class RecordTypeFormat : IDefinitionFormat
{
    public const string InPack = "record-types";

    public DefinitionKind Kind => DefinitionKind.RecordType;

    public string Folder => InPack;

    public bool Reads(string fileName) => Path.GetExtension(fileName) == ".json";

    public DefinitionReading Read(string fileName, string content)
    {
        var file = RecordTypeReader.Read(fileName, content);
        var name = file.Type?.Label ?? (file.Extension is { } extension ? $"Additions to {extension.Extends}" : null);
        return new(name is null ? null : new(Kind, Path.GetFileNameWithoutExtension(fileName), name, content), [.. file.Problems.Select(Problem)]);
    }

    public static FileProblem Problem(DeclarationProblem problem) =>
        new(problem.File, problem.Line, problem.Code, problem.Path.Length == 0 ? problem.Message : $"{problem.Path}: {problem.Message}");
}
