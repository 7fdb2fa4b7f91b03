using Trasa.Decisions.Graph;
using Trasa.Decisions.Xml;
using Trasa.Engine.Definitions;
using Trasa.Feel;

namespace Trasa.Activities.Definitions;

/// <summary>Decisions in files: <c>decisions/KEY.dmn</c>, DMN 1.1 to 1.5.</summary>
public sealed class DecisionFormat(FeelOptions options) : IDefinitionFormat
{
    public DefinitionKind Kind => DefinitionKind.Decision;

    public string Folder => "decisions";

    public bool Reads(string fileName) => Path.GetExtension(fileName) is ".dmn";

    public DefinitionReading Read(string fileName, string content)
    {
        var reading = DmnReader.Read(content);
        var problems = reading.Problems.Select(problem => Problem(fileName, problem));
        if (reading.Definitions is not { } definitions) return new(null, [.. problems]);
        var model = DecisionModel.Compile(definitions, options: options);
        return new(
            new(Kind, Path.GetFileNameWithoutExtension(fileName), definitions.Name, content),
            [.. problems, .. model.Problems.Select(problem => Problem(fileName, problem))]);
    }

    private static FileProblem Problem(string file, DmnProblem problem) => new(file, problem.Place.Line, problem.Code, $"{problem.Element}: {problem.Message}", !problem.IsWarning);
}
