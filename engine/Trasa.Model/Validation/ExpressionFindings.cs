using System.Text.Json.Nodes;
using Trasa.Model.Json;
using Trasa.Model.Workflows;

namespace Trasa.Model.Validation;

/// <summary>Checks every expression of an activity.</summary>
internal sealed class ExpressionFindings(IExpressionCheck expressions, IReadOnlyCollection<string> names)
{
    public void Check(PlacedActivity activity, Findings findings)
    {
        foreach (var (name, json) in activity.Node.Json)
            if (json is JsonObject wrapper && wrapper.ContainsKey("expression")) Check(activity, ExpressionSource.Read(wrapper), name + "/expression", findings);
        var cases = activity.Node.Json.List("cases");
        for (var index = 0; index < cases.Count; index++)
            if (cases[index] is JsonObject one && one.Member("condition") is { } condition)
                Check(activity, ExpressionSource.Read(condition), $"cases/{index}/condition", findings);
        foreach (var boundary in Boundaries.Of(activity.Node))
            foreach (var source in (ExpressionSource?[])[boundary.Duration, boundary.DueDate, boundary.EventName, boundary.CorrelationId, boundary.Calendar])
                Check(activity, source, "customProperties/boundaries", findings);
    }

    private void Check(PlacedActivity activity, ExpressionSource? source, string member, Findings findings)
    {
        if (source is null || source.Type is "Literal" or "" || source.Value is null || expressions.Check(source, names) is not { } problem) return;
        findings.Error(ProblemCodes.BadExpression, activity, member, problem);
    }
}
