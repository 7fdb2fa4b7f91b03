using System.Text.Json.Nodes;
using Trasa.Activities.People.Approvals;
using Trasa.Feel;
using Trasa.Feel.Values;
using Trasa.Model.Json;
using Trasa.Model.Workflows;

namespace Trasa.Host.Forms;

/// <summary>A step that shows a form.</summary>
/// <param name="Workflow">Key of the workflow.</param>
/// <param name="WorkflowName">As shown.</param>
/// <param name="Step">Its label.</param>
/// <param name="Form">Key of the form.</param>
/// <param name="Outcomes">The buttons; empty when they are known only when it runs.</param>
/// <param name="Unconnected">Buttons that no arrow leaves from.</param>
/// <param name="Given">Fields that the workflow fills in beforehand.</param>
/// <param name="Variables">What the workflow could give or keep: name and type.</param>
public sealed record FormUse(
    string Workflow,
    string WorkflowName,
    string Step,
    string Form,
    IReadOnlyList<string> Outcomes,
    IReadOnlyList<string> Unconnected,
    IReadOnlyList<string> Given,
    IReadOnlyList<Variable> Variables)
{
    private const string UserTask = "Trasa.UserTask";
    private const string Approval = "Trasa.Approval";

    /// <summary>Every step of the workflow that shows a form.</summary>
    public static IEnumerable<FormUse> In(string key, WorkflowDefinition definition) =>
        from placed in definition.AllActivities()
        where placed.Node.Type is UserTask or Approval && placed.Node.Input("form") is { Type: ExpressionSource.Literal, Text.Length: > 0 }
        select Of(key, definition, placed);

    private static FormUse Of(string key, WorkflowDefinition definition, PlacedActivity placed)
    {
        var step = placed.Node;
        var outcomes = step.Type == Approval ? Buttons(step) : Texts(step, "outcomes");
        return new(
            key, definition.Name, step.Label, step.Input("form")!.Text, outcomes, step.Type == Approval ? [] : [.. outcomes.Except(Connected(placed))],
            Keys(step.Input("given")?.Text ?? ""), [.. definition.Variables, .. placed.Parent?.Variables ?? []]);
    }

    private static List<string> Buttons(ActivityNode step) =>
        Texts(step, "answers") is { Count: > 0 } chosen ? chosen : [ApprovalAnswers.Approve, ApprovalAnswers.Reject, ApprovalAnswers.SendBack];

    /// <summary>Every outcome, when the step stands where there are no arrows.</summary>
    private static IEnumerable<string> Connected(PlacedActivity placed) =>
        placed.Parent is { Type: "Elsa.Flowchart" } flowchart
            ? flowchart.Connections.Where(connection => connection.SourceId == placed.Node.Id).Select(connection => connection.SourcePort)
            : Texts(placed.Node, "outcomes");

    /// <summary>A list that the definition writes down, as JSON or as its text.</summary>
    private static List<string> Texts(ActivityNode step, string member)
    {
        if (step.Input(member) is not { Type: ExpressionSource.Literal or "Object" } source) return [];
        return (source.Value as JsonArray ?? Parsed(source.Text)) is { } list ? [.. list.Select(JsonShapes.AsText).OfType<string>()] : [];
    }

    private static JsonArray? Parsed(string text)
    {
        try
        {
            return JsonNode.Parse(text) as JsonArray;
        }
        catch (System.Text.Json.JsonException)
        {
            return null;
        }
    }

    /// <summary>The names of a FEEL context that is written down: <c>{amount: claim.amount, ...}</c>.</summary>
    private static IReadOnlyList<string> Keys(string context) =>
        FeelJson.ToNode(FeelExpression.Compile(context).Evaluate(new Dictionary<string, object?>()).Feel) is JsonObject written ? [.. written.Select(entry => entry.Key)] : [];
}
