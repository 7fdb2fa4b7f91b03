using Trasa.Crm.Activities;
using Trasa.Crm.ChangeLog;
using Trasa.Crm.Metadata;
using Trasa.Crm.Records;
using Trasa.Engine.Bookmarks;
using Trasa.Engine.Execution;
using Trasa.Engine.Execution.Bursts;
using Trasa.Engine.Values;
using Trasa.Model.Activities;

namespace Trasa.Crm.Changes;

/// <summary>Waits until a record is changed in a way that is asked for.</summary>
/// <remarks>
/// The events only wake it; what it goes by is the change log, from the revision that it has seen. It holds the record's row
/// while it looks and begins to wait, so that a change is either in the log by then or finds the wait: none is lost, none counts twice.
/// </remarks>
internal sealed class WaitForChange(RecordTables tables, IRecordTypes types, DueTimes dueTimes) : Activity
{
    private const string Changed = "Changed";
    private const string Deleted = "Deleted";
    private const string TimedOut = "Timed out";
    private const string Seen = "seen";
    private const string About = "about";

    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "Trasa.Record.WaitForChange",
        Category = "Records",
        DisplayName = "Wait for a change of a record",
        Description = "Waits until a record is changed: any field, certain fields, from or to certain values, or on a condition over what was and what is.",
        Inputs =
        [
            .. ActivityInputs.AboutInputs,
            new("fields", "Object", "The field that has to change, or a list of which one has to; any field when not given."),
            new("from", "Object", "What the field was: a value or a list of them.", Editor: "text"),
            new("to", "Object", "What the field becomes: a value or a list of them.", Editor: "text"),
            new("condition", "Boolean", "What has to hold, e.g. new.amount > old.amount; changed is the list of changed fields.", Sees: ["old", "new", "changed"]),
            new("since", "Object", "What the workflow has seen of the record: a revision, or the record or event that it was read from. Changes since then count."),
            new("orAlready", "Boolean", "Whether a record that fits as it stands is enough.", Editor: "checkbox"),
            new("due", "Object", "How long to wait, 48 h or 4 wh, or until when.", Editor: "duration"),
            new("calendar", "String", "The calendar that working time is counted on.", Editor: "calendar"),
        ],
        Outputs =
        [
            new("before", "Object", "The record as it was."),
            new("after", "Object", "The record as the change left it."),
            new("changedBy", "String", "Who changed it."),
        ],
        Outcomes = [Changed, Deleted, TimedOut],
    };

    public override async ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellationToken)
    {
        var about = context.About();
        context[About] = about.ToString();
        var since = context.HasInput("since") ? Revision(context.Input<object>("since")) : null;
        if (await FindAsync(context, about, since, cancellationToken).ConfigureAwait(false)) return;
        foreach (var name in (string[])[$"{about.Type}.changed", $"{about.Type}.deleted"]) WaitFor(context, name);
        if (!context.HasInput("due") || context.Input<object>("due") is not { } given || given is "") return;
        var due = await dueTimes.ComputeAsync(given, context.HasInput("calendar") ? context.Input<string>("calendar") : null, context.Now, cancellationToken).ConfigureAwait(false);
        context.Wait(new(BookmarkKinds.Timer, context.ActivityType, Due: due.At, DueExplanation: due.Explanation));
    }

    public override async ValueTask ResumeAsync(ActivityContext context, Resumption resumption, CancellationToken cancellationToken)
    {
        if (!RecordReference.TryParse(context[About] as string, out var about)) throw new ActivityFaultException("The wait has lost what it is about.");
        if (await FindAsync(context, about, Revision(context[Seen]), cancellationToken).ConfigureAwait(false)) return;
        if (resumption.TimedOut) context.Complete(TimedOut);
        else WaitFor(context, resumption.Bookmark.Name);
    }

    private static void WaitFor(ActivityContext context, string name) => context.Wait(new(BookmarkKinds.Event, name, context[About] as string));

    /// <summary>Completes when what is waited for has come; otherwise remembers what it has seen.</summary>
    private async Task<bool> FindAsync(ActivityContext context, RecordReference about, long? seen, CancellationToken cancellationToken)
    {
        var type = types.Current.Find(about.Type) ?? throw new ActivityFaultException($"There is no record type '{about.Type}'.");
        if (type.Silent) throw new ActivityFaultException($"{type.Plural} change silently: nothing can wait for that.");
        var connection = RecordConnection.Of(await context.WorkAsync(cancellationToken).ConfigureAwait(false));
        var current = await tables[about.Type].FindAsync(connection, about.Id, forUpdate: true, cancellationToken).ConfigureAwait(false);
        var log = await ChangeLogStore.ReadAsync(connection, about, cancellationToken, current is null ? 0 : seen ?? current.Revision).ConfigureAwait(false);
        if (current is null)
        {
            if (log.All(change => change.Kind != ChangeKind.Deleted)) throw new ActivityFaultException($"There is no {about}.");
            context.Complete(Deleted);
            return true;
        }

        var test = new ChangeTest(context, type);
        var step = RecordHistory.Of(type, current, log).FirstOrDefault(test.Fits);
        if (step is not null) Complete(context, step.Before, step.After, step.Change.Actor);
        else if (context.Input<bool>("orAlready") && test.Fits(current)) Complete(context, current, current, by: null);
        else
        {
            context[Seen] = (decimal)current.Revision;
            return false;
        }

        return true;
    }

    private static void Complete(ActivityContext context, Record before, Record after, string? by)
    {
        context.Output("before", RecordValues.ForWorkflow(before));
        context.Output("after", RecordValues.ForWorkflow(after));
        context.Output("changedBy", by);
        context.Complete(Changed);
    }

    private static long? Revision(object? given) => given switch
    {
        null or "" => null,
        IReadOnlyDictionary<string, object?> seen => Revision(seen.GetValueOrDefault("revision")),
        _ => ValueConversion.ToNumber(given) is { } number ? (long)number : throw new ActivityFaultException($"since: '{given}' is no revision; give a number, or the record that the workflow has read."),
    };
}
