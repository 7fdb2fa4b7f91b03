using Trasa.Crm.ChangeLog;
using Trasa.Crm.Records;
using Trasa.Engine.Doors;
using Trasa.Engine.Stores;

namespace Trasa.Crm.Sla;

/// <summary>
/// A record that is merged, closed or deleted stops its clocks at that moment, whoever did it and whether or not a
/// workflow watches: a merged case never escalates.
/// </summary>
internal sealed class SlaReaction(ISlaClocks clocks) : IRecordReaction
{
    public async Task ReactAsync(IUnitOfWork work, Record record, RecordChange change, CancellationToken cancellationToken)
    {
        var moment = new SlaMoment(work, change.At, new Actor(change.ActorId, change.Actor, change.OnBehalfOf));
        var subject = record.Reference.ToString();
        if (change.Kind == ChangeKind.Deleted) await CancelAsync("Deleted.").ConfigureAwait(false);
        else if (Changed("mergedInto") is { } other) await CancelAsync($"Merged into {other}.").ConfigureAwait(false);
        else if (Changed("status") is not "Closed") return;
        else if (record.Text("closingReason") is "resolved" or "confirmed") await clocks.MeetAsync(moment, subject, null, $"Closed as {record.Text("closingReason")}.", cancellationToken).ConfigureAwait(false);
        else await CancelAsync($"Closed: {record.Text("closingReason") ?? "no reason given"}.").ConfigureAwait(false);

        Task<IReadOnlyList<SlaChange>> CancelAsync(string reason) => clocks.CancelAsync(moment, subject, null, reason, cancellationToken);

        object? Changed(string field) => change.Kind == ChangeKind.Changed && change.Fields.TryGetValue(field, out var values) ? values.New : null;
    }
}
