using Trasa.Crm.Activities;
using Trasa.Crm.Metadata;
using Trasa.Crm.Records;
using Trasa.Engine.Doors;
using Trasa.Engine.Execution;
using Trasa.Engine.Execution.Bursts;
using Trasa.Engine.Stores;
using Trasa.Engine.Values;
using Trasa.Model.Activities;

namespace Trasa.Crm.Silence;

/// <summary>
/// Waits until nobody has done anything about a record for so long. Given the silence that was reported last, it waits for
/// the next one: once per silence, however often it is asked.
/// </summary>
internal sealed class WaitForSilence(IRecords records, IRecordTypes types, LastActivity activity, DueTimes dueTimes) : Activity
{
    private const string Silent = "Silent";
    private const string Over = "Over";

    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "Trasa.WaitForSilence",
        Category = "Waiting",
        DisplayName = "Wait for silence",
        Description = "Waits until nobody has done anything about a record for so long; any activity of people or customers starts the time again.",
        Inputs =
        [
            .. ActivityInputs.AboutInputs,
            new("silence", "String", "How long, e.g. 48 h, 16 wh.", Required: true, Editor: "duration"),
            new("calendar", "String", "The calendar that working time is counted on.", Editor: "calendar"),
            new("after", "Object", "The silence that was reported last, as 'since' gave it: the same one is not reported again."),
        ],
        Outputs = [new("since", "Object", "Since when nobody has done anything.")],
        Outcomes = [Silent, Over],
    };

    public override ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellationToken) => LookAsync(context, cancellationToken);

    public override ValueTask ResumeAsync(ActivityContext context, Resumption resumption, CancellationToken cancellationToken) => LookAsync(context, cancellationToken);

    private async ValueTask LookAsync(ActivityContext context, CancellationToken cancellationToken)
    {
        var work = await context.WorkAsync(cancellationToken).ConfigureAwait(false);
        if (await OpenAsync(work, context.About(), cancellationToken).ConfigureAwait(false) is not { } record)
        {
            context.Complete(Over);
            return;
        }

        var since = await activity.OfAsync(work, record.Reference, cancellationToken).ConfigureAwait(false) ?? (DateTimeOffset)record["createdAt"]!;
        var isReported = context.HasInput("after") && ValueConversion.ToInstant(context.Input<object>("after")) is { } reported && since <= reported;
        var due = await DueAsync(context, isReported ? context.Now : since, cancellationToken).ConfigureAwait(false);
        if (due.At > context.Now)
        {
            context.Wait(new("Timer", context.ActivityType, Due: due.At, DueExplanation: due.Explanation));
            return;
        }

        context.Output("since", since);
        context.Complete(Silent);
    }

    /// <summary>The record, unless nobody has to work on it any more.</summary>
    private async Task<Record?> OpenAsync(IUnitOfWork work, RecordReference about, CancellationToken cancellationToken)
    {
        var type = types.Current.Find(about.Type) ?? throw new ActivityFaultException($"There is no record type '{about.Type}'.");
        var record = await records.FindAsync(work, about.Type, about.Id, Actor.System, cancellationToken).ConfigureAwait(false);
        var isOver = type is { Work: { } declared, Status: { } status } && record is not null && declared.Over.Contains(record.Text(status.Field));
        return isOver ? null : record;
    }

    private ValueTask<Due> DueAsync(ActivityContext context, DateTimeOffset from, CancellationToken cancellationToken) =>
        dueTimes.ComputeAsync(context.Input<object>("silence"), context.HasInput("calendar") ? context.Input<string>("calendar") : null, from, cancellationToken);
}
