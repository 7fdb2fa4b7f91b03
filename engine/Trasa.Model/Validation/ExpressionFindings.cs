using System.Text.Json.Nodes;
using Trasa.Model.Activities;
using Trasa.Model.Json;
using Trasa.Model.Workflows;

namespace Trasa.Model.Validation;

/// <summary>Checks every expression of an activity.</summary>
internal sealed class ExpressionFindings(IExpressionCheck expressions, ActivityDescriptor? descriptor, Names names)
{
    public void Check(PlacedActivity activity, Findings findings)
    {
        foreach (var (name, json) in activity.Node.Json)
        {
            if (json is JsonObject wrapper && wrapper.ContainsKey("expression")) Check(activity, ExpressionSource.Read(wrapper), name + "/expression", Input(name), findings);
            else if (json is JsonValue && IsScript(Input(name))) Check(activity, ExpressionSource.Read(json), name, Input(name), findings);
        }

        var cases = activity.Node.Json.List("cases");
        for (var index = 0; index < cases.Count; index++)
            if (cases[index] is JsonObject one && one.Member("condition") is { } condition)
                Check(activity, ExpressionSource.Read(condition) is { } source ? source with { TypeName = "Boolean" } : null, $"cases/{index}/condition", null, findings);
        foreach (var boundary in Boundaries.Of(activity.Node))
            foreach (var source in (ExpressionSource?[])[boundary.Duration, boundary.DueDate, boundary.EventName, boundary.CorrelationId, boundary.Calendar])
                Check(activity, source, "customProperties/boundaries", null, findings);
    }

    private ActivityInput? Input(string member) => descriptor?.Inputs.FirstOrDefault(input => input.Name == JsonShapes.Camel(member));

    /// <summary>The script of an activity is a literal that is an expression all the same.</summary>
    private static bool IsScript(ActivityInput? input) => input is { Editor: "code", Name: "script" };

    private void Check(PlacedActivity activity, ExpressionSource? source, string member, ActivityInput? input, Findings findings)
    {
        if (IsScript(input) && source is { Type: "Literal" or "" }) source = source with { Type = "JavaScript" };
        if (source is null || source.Type is "Literal" or "" || source.Value is null) return;
        var sight = names.InSight(activity, input?.Sees);
        if (expressions.Check(source, sight) is { } problem)
        {
            findings.Error(ProblemCodes.BadExpression, activity, member, problem);
            return;
        }

        foreach (var finding in expressions.Inspect(input?.Type == "Boolean" ? source with { TypeName = "Boolean" } : source, sight))
        {
            switch (finding.Kind)
            {
                case ExpressionFindingKind.WrongKind: findings.Error(ProblemCodes.WrongKind, activity, member, finding.Message); break;
                case ExpressionFindingKind.UnknownName: findings.Warning(ProblemCodes.UnknownVariable, activity, member, finding.Message); break;
                case ExpressionFindingKind.HiddenName: findings.Warning(ProblemCodes.HiddenVariable, activity, member, finding.Message); break;
            }
        }
    }
}
