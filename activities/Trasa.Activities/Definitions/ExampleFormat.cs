using Trasa.Decisions.Examples;
using Trasa.Engine.Definitions;

namespace Trasa.Activities.Definitions;

/// <summary>Saved examples in files: <c>decisions/KEY.examples.json</c>, beside <c>decisions/KEY.dmn</c>.</summary>
public sealed class ExampleFormat : IDefinitionFormat
{
    public const string Ending = ".examples.json";

    public DefinitionKind Kind => DefinitionKind.Examples;

    public string Folder => "decisions";

    public bool Reads(string fileName) => fileName.EndsWith(Ending, StringComparison.Ordinal);

    public DefinitionReading Read(string fileName, string content)
    {
        var file = ExampleFile.Parse(content);
        var key = Path.GetFileName(fileName)[..^Ending.Length];
        return new(new(Kind, key, $"Examples of {key}", content), [.. file.Problems.Select(problem => new FileProblem(fileName, problem.Line, problem.Code, problem.Message))]);
    }
}
