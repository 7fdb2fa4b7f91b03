using Trasa.Engine.Execution;
using Trasa.Engine.Execution.Bursts;

namespace Trasa.Activities.Timing;

/// <summary>Waits until a due time, which each kind of timer works out in its own way.</summary>
internal abstract class TimerActivity(DueTimes dueTimes) : Activity
{
    protected const string Category = "Timers";

    protected DueTimes DueTimes => dueTimes;

    public override async ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellationToken)
    {
        var due = await DueAsync(context, cancellationToken).ConfigureAwait(false);
        if (due.At <= context.Now && CompletesAtOnce) context.Complete();
        else context.Wait(new("Timer", context.ActivityType, Due: due.At, DueExplanation: due.Explanation));
    }

    /// <summary>Whether a due time that has passed is no wait at all.</summary>
    protected virtual bool CompletesAtOnce => true;

    protected abstract ValueTask<Due> DueAsync(ActivityContext context, CancellationToken cancellationToken);

    protected static object Given(ActivityContext context, string input) =>
        context.Input<object>(input) is { } value and not "" ? value : throw new ActivityFaultException($"Nothing is given for '{input}'.");
}
