using Trasa.Engine.Definitions;
using Trasa.Model.Workflows;

namespace Trasa.Activities.Definitions;

/// <summary>Workflows in files: <c>workflows/KEY.json</c>, in the format of Elsa 3.</summary>
public sealed class WorkflowFormat : IDefinitionFormat
{
    public DefinitionKind Kind => DefinitionKind.Workflow;

    public string Folder => "workflows";

    public bool Reads(string fileName) => Path.GetExtension(fileName) == ".json";

    public Engine.Definitions.DefinitionReading Read(string fileName, string content)
    {
        var reading = DefinitionReader.Read(content);
        FileProblem[] problems = [.. reading.Problems.Select(problem => new FileProblem(fileName, problem.Line ?? 0, problem.Code, problem.Message, problem.IsError))];
        return reading.Definition is { } definition
            ? new(new(Kind, definition.DefinitionId, definition.Name, content), problems)
            : new(null, problems);
    }
}
