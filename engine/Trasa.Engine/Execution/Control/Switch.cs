using Trasa.Engine.Execution.Bursts;
using Trasa.Engine.Execution.Plans;
using Trasa.Engine.Values;
using Trasa.Model.Activities;

namespace Trasa.Engine.Execution.Control;

/// <summary>The activities of the cases whose condition holds, or the default.</summary>
internal sealed class Switch : Composite
{
    public override ActivityDescriptor Descriptor { get; } =
        Describe.Control("Elsa.Switch", "Switch", "Runs the activity of the first case that holds, or of all that do.") with
        {
            Inputs = [Cases.Mode],
            Outputs = [new("output", "Object", "The label of the case that held.")],
            Slots = ["default"],
        };

    internal override void Begin(ActivityRun run)
    {
        var matches = Cases.Matching(run);
        run.Output("output", matches.Count == 0 ? null : matches[0].Label);
        foreach (var match in matches)
            if (match.Activity is { } activity) run.Schedule(activity);
        if (matches.Count == 0 && run.Node.Slot("default") is { } otherwise) run.Schedule(otherwise);
        if (run.Active == 0) run.Done();
    }

    internal override void ChildCompleted(ActivityRun run, ActivityRun child, IReadOnlyList<string> outcomes)
    {
        if (run.Active == 0) run.Done();
    }
}

/// <summary>A fork in a flowchart with an outcome per case.</summary>
internal sealed class FlowSwitch : Activity
{
    private static readonly IReadOnlyList<string> Default = ["Default"];

    public override ActivityDescriptor Descriptor { get; } =
        Describe.Control("Elsa.FlowSwitch", "Switch (flow)", "Leaves by the first case that holds, or by all that do.") with
        {
            Inputs = [Cases.Mode],
            Outcomes = ["Default"],
            OutcomesFrom = "cases",
        };

    public override ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellationToken)
    {
        var matches = Cases.Matching((ActivityRun)context);
        context.Complete(matches.Count == 0 ? Default : matches.ConvertAll(match => match.Label));
        return ValueTask.CompletedTask;
    }
}

/// <summary>The cases of a switch.</summary>
internal static class Cases
{
    public static ActivityInput Mode { get; } =
        new("mode", "String", "Only the first case that holds, or all that do.", Editor: "dropdown", Options: ["MatchFirst", "MatchAny"]);

    public static List<PlanCase> Matching(ActivityRun run)
    {
        var all = ValueConversion.Text(run.Node.Input("mode")?.Evaluate(run)) is "MatchAny" or "1";
        var matches = new List<PlanCase>(1);
        foreach (var candidate in run.Node.Cases)
        {
            if (!Holds(candidate, run)) continue;
            matches.Add(candidate);
            if (!all) break;
        }

        return matches;
    }

    private static bool Holds(PlanCase candidate, ActivityRun run)
    {
        var value = candidate.Condition.Evaluate(run);
        return value is null ? false : ValueConversion.ToBoolean(value) ?? throw new ActivityFaultException(
            $"The condition of case '{candidate.Label}' gives '{ValueConversion.Text(value)}', not true or false.");
    }
}
