using Trasa.Engine.Definitions;
using Trasa.Model.Validation;
using Trasa.Model.Workflows;

namespace Trasa.Activities.Definitions;

/// <summary>
/// Workflows in files: <c>workflows/KEY.json</c>, in the format of Elsa 3. What the designer refuses to publish is refused
/// here too; an activity type that is not installed is a warning.
/// </summary>
public sealed class WorkflowFormat(WorkflowValidator validator) : IDefinitionFormat
{
    public DefinitionKind Kind => DefinitionKind.Workflow;

    public string Folder => "workflows";

    public bool Reads(string fileName) => Path.GetExtension(fileName) == ".json";

    public Engine.Definitions.DefinitionReading Read(string fileName, string content)
    {
        var reading = DefinitionReader.Read(content);
        if (reading.Definition is not { } definition) return new(null, Problems(fileName, reading.Problems));
        var draft = new DefinitionDraft(Kind, definition.DefinitionId, definition.Name, content);
        return new(draft, Problems(fileName, [.. reading.Problems, .. validator.Validate(definition, content)]));
    }

    private static FileProblem[] Problems(string fileName, IReadOnlyList<DefinitionProblem> problems) =>
        [.. problems.Select(problem => new FileProblem(fileName, problem.Line ?? 0, problem.Code, problem.Message, problem.IsError))];
}
