using Trasa.Designer.Workflows;
using Trasa.Model.Activities;
using Trasa.Model.Bpmn;
using Trasa.Model.Workflows;

namespace Trasa.Host.Components.Workflows;

/// <summary>A file that is to become a workflow: JSON (ours or Elsa's) or BPMN 2.0, looked at before anything is written.</summary>
/// <param name="Definition">What it holds.</param>
/// <param name="Report">What became of the elements of a BPMN diagram; null for JSON, which is kept as it is.</param>
internal sealed record IncomingWorkflow(WorkflowDefinition Definition, BpmnReport? Report)
{
    /// <summary>Bytes of the largest file; a larger one could not be edited.</summary>
    public const int LargestFile = DesignerLimits.LargestMessage / 2;

    public int Steps => Definition.AllActivities().Count(placed => placed.Node.Activities.Count == 0);

    /// <summary>Reads it, or says why it is no workflow.</summary>
    public static (IncomingWorkflow? Workflow, string? Problem) Read(string fileName, string content)
    {
        var wanted = NewWorkflow.KeyOf(Path.GetFileNameWithoutExtension(fileName)) is { Length: > 0 } named ? named : "workflow";
        if (content.TrimStart('\uFEFF', ' ', '\n', '\r', '\t').StartsWith('<'))
        {
            var diagram = BpmnReader.Read(content, wanted);
            return diagram.Definition is { } drawn ? (new(drawn, diagram.Report), null) : (null, diagram.Problem);
        }

        var reading = DefinitionReader.Read(content);
        return reading.Definition is { } definition ? (new(definition, null), null) : (null, reading.Problems[0].Message);
    }

    /// <summary>The types of activities that this installation does not have; they are kept, and cannot run here.</summary>
    public IReadOnlyList<string> Unknown(IActivityCatalogue catalogue) =>
        [.. Definition.AllActivities().Select(placed => placed.Node.Type).Where(type => catalogue.Find(type) is null).Distinct().Order(StringComparer.Ordinal)];
}
