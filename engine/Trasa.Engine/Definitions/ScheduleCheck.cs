using Trasa.Model.Json;
using Trasa.Model.Validation;
using Trasa.Model.Workflows;

namespace Trasa.Engine.Definitions;

/// <summary>Says when a workflow that shall start by the clock never would.</summary>
internal sealed class ScheduleCheck : IActivityCheck
{
    public IEnumerable<ActivityFinding> Check(ActivityNode activity)
    {
        var (member, read) = activity.Type switch
        {
            "Elsa.Timer" => ("interval", (Func<string, string?>)(text => StartSchedule.Every(text).Problem)),
            "Elsa.Cron" => ("cronExpression", text => StartSchedule.Cron(activity.Input("timeZone") is { Type: ExpressionSource.Literal, Text: { Length: > 0 } zone } ? $"{text} @ {zone}" : text).Problem),
            "Elsa.StartAt" => ("dateTime", text => StartSchedule.At(text).Problem),
            _ => ("", null!),
        };
        if (member.Length == 0 || activity.Input(member) is not { } given) yield break;
        var literal = given.Type == ExpressionSource.Literal ? JsonShapes.AsText(given.Value) : null;
        // In the middle of a workflow a timer may also wait for working time.
        if (literal is { Length: > 0 } && (activity.CanStartWorkflow || activity.Type == "Elsa.Cron") && read(literal) is { } problem) yield return new(member, problem);
    }
}
