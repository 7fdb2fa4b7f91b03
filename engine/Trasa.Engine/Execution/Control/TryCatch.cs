using Trasa.Engine.Execution.Bursts;
using Trasa.Model.Activities;

namespace Trasa.Engine.Execution.Control;

/// <summary>
/// Runs its body; a fault anywhere inside cancels the rest of the body and runs <c>catch</c>. <c>finally</c> runs in either case.
/// </summary>
internal sealed class TryCatch : Composite
{
    private const int Body = 0;
    private const int Catching = 1;
    private const int Finally = 2;

    public override ActivityDescriptor Descriptor { get; } =
        Describe.Control("Trasa.Try", "Try", "Runs its body; when something in it faults, runs what is to be done then.") with
        {
            Outputs = [new("error", "Object", "What faulted: message, activityId, activityName.")],
            Outcomes = ["Done", "Caught"],
            Slots = ["body", "catch", "finally"],
        };

    internal override void Begin(ActivityRun run) => Enter(run, "body");

    internal override void ChildCompleted(ActivityRun run, ActivityRun child, IReadOnlyList<string> outcomes)
    {
        if (run.Step == Finally) Leave(run);
        else EnterFinally(run);
    }

    /// <summary>The innermost try whose body the execution is in.</summary>
    public static ActivityRun? Around(ActivityRun run)
    {
        for (var around = run.Parent; around is not null; around = around.Parent)
            if (around is { Node.Behaviour: TryCatch, Status: RunStatus.Running, Step: Body }) return around;
        return null;
    }

    /// <summary>Takes a fault; the body has been cancelled.</summary>
    public static void Catch(ActivityRun guard, ActivityRun faulted, Exception fault)
    {
        guard.Step = Catching;
        guard.Work = true;
        guard.Output("error", new Dictionary<string, object?>
        {
            ["message"] = fault.Message,
            ["activityId"] = faulted.Node.Id,
            ["activityName"] = faulted.Node.Name,
        });
        Enter(guard, "catch");
    }

    private static void Enter(ActivityRun run, string slot)
    {
        if (run.Node.Slot(slot) is { } activity) run.Schedule(activity);
        else if (run.Step == Finally) Leave(run);
        else EnterFinally(run);
    }

    private static void EnterFinally(ActivityRun run)
    {
        run.Step = Finally;
        Enter(run, "finally");
    }

    private static void Leave(ActivityRun run) => run.Complete(run.Work is true ? "Caught" : "Done");
}
