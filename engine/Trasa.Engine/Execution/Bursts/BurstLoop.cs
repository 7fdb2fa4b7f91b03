using System.Globalization;
using Trasa.Engine.Execution.Control;
using Trasa.Engine.Execution.Plans;
using Trasa.Engine.Expressions;
using Trasa.Engine.Incidents;
using Trasa.Engine.Journal;
using Trasa.Engine.Stores;
using Trasa.Engine.Values;

namespace Trasa.Engine.Execution.Bursts;

/// <summary>
/// Runs what is scheduled until nothing is: executes an activity, tells the composite around it when it is done, and so
/// on outwards. A fault stops its branch and becomes an incident; the loop itself never fails for an activity's fault.
/// </summary>
internal sealed class BurstLoop(InstanceRun instance, DueTimes dueTimes, EngineOptions options)
{
    private int _steps;

    public async ValueTask RunAsync(CancellationToken cancellationToken)
    {
        while (instance.Ended is null && instance.Queue.TryPeek(out var item))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (_steps == options.StepsPerBurst)
            {
                LimitReached(item.Node);
                return;
            }

            _steps++;
            instance.Queue.Dequeue();
            if (item.Owner is { Status: RunStatus.Cancelled }) continue;
            var run = Begin(item);
            if (instance.Trigger == item.Node) await TriggerAsync(run, cancellationToken).ConfigureAwait(false);
            else await ExecuteAsync(run, cancellationToken).ConfigureAwait(false);
            if (StopsAfter(run)) return;
        }
    }

    /// <summary>Whether the burst ends here, although more is scheduled, so that what the activity did is made durable first.</summary>
    public bool StopsAfter(ActivityRun run) =>
        run.Node.CommitsAfter && (instance.IsAtCommitPoint = instance.Ended is null && instance.Queue.Count > 0);

    /// <summary>Executes, then settles. Most activities end synchronously and cost no await.</summary>
    public ValueTask ExecuteAsync(ActivityRun run, CancellationToken cancellationToken)
    {
        var mark = instance.Effects.Now();
        ValueTask execution;
        try
        {
            execution = run.Node.Behaviour.ExecuteAsync(run, cancellationToken);
            if (execution.IsCompletedSuccessfully)
            {
                if (SettleNow(run)) return ValueTask.CompletedTask;
                execution = ValueTask.CompletedTask;
            }
        }
        catch (Exception fault) when (IsFault(fault, cancellationToken))
        {
            execution = ValueTask.FromException(fault);
        }

        return FinishAsync(run, execution, mark, cancellationToken);
    }

    /// <summary>Wakes a waiting activity.</summary>
    public async ValueTask ResumeAsync(ActivityRun run, Resumption resumption, CancellationToken cancellationToken)
    {
        var mark = instance.Effects.Now();
        ValueTask execution;
        try
        {
            execution = run.Node.Behaviour.ResumeAsync(run, resumption, cancellationToken);
        }
        catch (Exception fault) when (IsFault(fault, cancellationToken))
        {
            execution = ValueTask.FromException(fault);
        }

        await FinishAsync(run, execution, mark, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Ends an execution by what fired at its edge, as if it had been cancelled.</summary>
    public async ValueTask InterruptAsync(ActivityRun run, IReadOnlyList<string> outcomes, CancellationToken cancellationToken)
    {
        instance.Cancellation.CancelInside(run);
        instance.RemoveBookmarks(run);
        await run.Node.Behaviour.CancelAsync(run, cancellationToken).ConfigureAwait(false);
        run.Complete(outcomes);
        await SettleAsync(run, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Makes known that the execution has its result, and goes on outwards.</summary>
    private async ValueTask SettleAsync(ActivityRun run, CancellationToken cancellationToken)
    {
        Settle(run);
        await AfterwardsAsync(run, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask FinishAsync(ActivityRun run, ValueTask execution, BurstEffects.Mark mark, CancellationToken cancellationToken)
    {
        try
        {
            await execution.ConfigureAwait(false);
        }
        catch (Exception fault) when (IsFault(fault, cancellationToken))
        {
            await instance.Effects.TakeBackAsync(run, mark, cancellationToken).ConfigureAwait(false);
            instance.TakeBackChildren(run);
            Fault(run, fault);
        }

        await SettleAsync(run, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask AfterwardsAsync(ActivityRun run, CancellationToken cancellationToken)
    {
        instance.Effects.Settled();
        if (run.Status == RunStatus.Running && run.Node.Boundaries.Length > 0 && !run.BoundariesSet)
            await SetBoundariesAsync(run, cancellationToken).ConfigureAwait(false);
        while (instance.Cancellation.TryTake(out var cancelled))
            await cancelled.Node.Behaviour.CancelAsync(cancelled, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask SetBoundariesAsync(ActivityRun run, CancellationToken cancellationToken)
    {
        run.BoundariesSet = true;
        try
        {
            for (var index = 0; index < run.Node.Boundaries.Length; index++)
                await SetBoundaryAsync(run, index, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception fault) when (IsFault(fault, cancellationToken))
        {
            Fault(run, fault);
        }
    }

    public async ValueTask SetBoundaryAsync(ActivityRun run, int index, CancellationToken cancellationToken)
    {
        var boundary = run.Node.Boundaries[index];
        var what = boundary.What.Evaluate(run);
        if (what is null or "") throw new ActivityFaultException($"The boundary '{boundary.Outcome}' has no {boundary.What.Name}.");
        if (boundary.IsTimer)
        {
            var calendar = ValueConversion.Text(boundary.Calendar?.Evaluate(run));
            var due = await dueTimes.ComputeAsync(what, calendar, run.Now, cancellationToken).ConfigureAwait(false);
            instance.AddBookmark(run, new("Timer", boundary.Outcome, Due: due.At, DueExplanation: due.Explanation), index);
        }
        else
        {
            var correlation = ValueConversion.Text(boundary.Correlation?.Evaluate(run)) ?? run.CorrelationId;
            instance.AddBookmark(run, new("Event", ValueConversion.Text(what)!, correlation), index);
        }
    }

    private ActivityRun Begin(in WorkItem item)
    {
        var run = instance.Create(item.Node, item.Owner, item.Backward);
        run.Turn = item.Item;
        if (item.Owner is null) instance.Root = run;
        instance.Log.Started(item.Node);
        return run;
    }

    private async ValueTask TriggerAsync(ActivityRun run, CancellationToken cancellationToken)
    {
        instance.Trigger = null;
        var payload = instance.Input.Count == 1 && instance.Input.TryGetValue("payload", out var only) ? only : instance.Input;
        var bookmark = new Bookmarks.Bookmark(Guid.Empty, instance.Id, run.Node.Id, "Trigger", "", instance.CorrelationId, null, run.Now);
        await ResumeAsync(run, new(bookmark, payload, TimedOut: false), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Settles when nothing needs awaiting; false when something does.</summary>
    private bool SettleNow(ActivityRun run)
    {
        Settle(run);
        if (instance.Cancellation.HasAny || (run.Node.Boundaries.Length > 0 && run.Status == RunStatus.Running)) return false;
        instance.Effects.Settled();
        return true;
    }

    /// <summary>Outwards from an execution that has a result: composite after composite is told until one goes on.</summary>
    private void Settle(ActivityRun? run)
    {
        while (run is { Status: RunStatus.Running, Result: not null } && instance.Ended is null)
        {
            var (outcomes, parent) = (run.Result, run.Parent);
            Complete(run, outcomes);
            if (instance.Ending is not null)
            {
                instance.EndNow();
                return;
            }

            if (instance.BreakingOut is not null)
            {
                run = BreakOut(run);
                continue;
            }

            if (parent is null)
            {
                instance.Result = outcomes;
                return;
            }

            if (parent.Status != RunStatus.Running) return;
            parent.Active--;
            parent.Detach(run);
            Tell(parent, run, outcomes);
            run = parent;
        }

        if (run is { Status: RunStatus.Running, Waits: 0, Active: 0 } && instance.Ended is null) Stuck(run);
        else if (run is { Status: RunStatus.Running, Waits: > 0 } && !IsHeld(run)) instance.Cancellation.Cancel(run);
        else if (run is { Status: RunStatus.Running, Waits: > 0, FirstChild: null }) instance.Log.Waits(run.Node, run.Seen);
    }

    /// <summary>Completes everything between the break and its loop, and then the loop; stops on the way where a try has its last to do.</summary>
    private ActivityRun BreakOut(ActivityRun run)
    {
        var loop = instance.BreakingOut!;
        instance.BreakingOut = null;
        for (var around = run.Parent!; around != loop; around = around.Parent!)
        {
            if (TryCatch.BreaksOrderly(around)) return around;
            Complete(around, Outcomes.Done);
        }

        loop.Done();
        return loop;
    }

    private void Tell(ActivityRun parent, ActivityRun child, IReadOnlyList<string> outcomes)
    {
        try
        {
            ((Composite)parent.Node.Behaviour).ChildCompleted(parent, child, outcomes);
        }
        catch (Exception fault) when (IsFault(fault, CancellationToken.None))
        {
            Fault(parent, fault);
        }
    }

    private void Complete(ActivityRun run, IReadOnlyList<string> outcomes)
    {
        if (run.FirstChild is not null) instance.Cancellation.CancelInside(run);
        if (run.Waits > 0) instance.RemoveBookmarks(run);
        if (run.Node.Behaviour is TryCatch) Compensations.HandOn(run);
        run.Status = RunStatus.Completed;
        instance.Log.Completed(run.Node, outcomes, run.Seen);
    }

    /// <summary>Whether everything around the execution is still running, so that waiting leads somewhere.</summary>
    private static bool IsHeld(ActivityRun run)
    {
        for (var at = run.Parent; at is not null; at = at.Parent)
            if (at.Status != RunStatus.Running) return false;
        return true;
    }

    private void Stuck(ActivityRun run) => Fault(run, new ActivityFaultException(
        $"The activity neither completed nor waits. {run.Node.Type} has to call Complete or Wait, or to throw."));

    /// <summary>Stops the branch: tries again later, hands the fault to a try around it, or leaves an incident.</summary>
    private void Fault(ActivityRun run, Exception fault)
    {
        run.Result = null;
        instance.Cancellation.CancelInside(run);
        if (run.Node.Retry is { } retry && run.Attempt < retry.Attempts)
        {
            TryAgainLater(run, retry, fault);
            return;
        }

        instance.RemoveBookmarks(run);
        if (TryCatch.Around(run) is { } guard)
        {
            instance.Log.Between(JournalEvents.FaultCaught, run.Node, null, JsonValues.Write(Told(fault)));
            foreach (var inside in UndoneCancellation.Inside(guard)) Compensations.Owe(guard, inside);
            instance.Cancellation.CancelInside(guard);
            instance.Unschedule(guard);
            TryCatch.Catch(guard, run, fault);
            Settle(guard);
            return;
        }

        run.Status = RunStatus.Faulted;
        AddIncident(run.Node, Told(fault), Detail(fault));
    }

    private void TryAgainLater(ActivityRun run, RetryPolicy retry, Exception fault)
    {
        instance.RemoveBookmarks(run, boundariesToo: false);
        var due = run.Now + (retry.Delay * Math.Pow(2, run.Attempt));
        run.Attempt++;
        instance.AddBookmark(run, new("Retry", "", Payload: Told(fault), Due: due), Wait.Again);
        instance.Log.Between(JournalEvents.ActivityRetries, run.Node, null, JsonValues.Write(Told(fault)));
    }

    private void LimitReached(PlanNode next) => AddIncident(
        next,
        string.Create(CultureInfo.InvariantCulture, $"The burst executed {options.StepsPerBurst} activities, which is the limit (StepsPerBurst). Is this an endless loop?"),
        null);

    private void AddIncident(PlanNode node, string message, string? detail)
    {
        instance.Effects.Add(new Incident(instance.Doors.Identifiers.Next(), instance.Id, node.Id, node.Type, message, detail, instance.Doors.Now));
        instance.Log.Add(JournalEvents.ActivityFaulted, node, null, JsonValues.Write(message));
    }

    /// <summary>What a script throws may be as long as it likes; an incident is to be read.</summary>
    private static string Told(Exception fault) => Excerpt.Of(fault.Message, 2_000);

    private static string? Detail(Exception fault) =>
        fault is ActivityFaultException or ExpressionFaultException ? fault.InnerException?.GetType().Name : Excerpt.Of(fault.ToString(), 20_000);

    /// <summary>Cancellation, lost races and a database that is away belong to the caller, everything else to the activity.</summary>
    private bool IsFault(Exception fault, CancellationToken cancellationToken) =>
        fault is not ConcurrencyException
        && !(fault is OperationCanceledException && cancellationToken.IsCancellationRequested)
        && instance.Doors.IsTransient?.Invoke(fault) is not true;
}
