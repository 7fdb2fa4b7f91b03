using Trasa.Crm.Metadata;
using Trasa.Crm.Records;
using Trasa.Engine.Doors;
using Trasa.Engine.Stores;

namespace Trasa.Crm.Sla;

/// <summary>
/// Shows the clocks on their record, where its type has the fields: <c>slaState</c>, <c>slaPolicy</c> and a
/// <c>...DueAt</c> per target, so that lists can filter and sort by them.
/// </summary>
internal sealed class SlaStamp(IRecords records, IRecordTypes types)
{
    public async Task ApplyAsync(SlaMoment moment, string subject, CancellationToken cancellationToken)
    {
        if (!RecordReference.TryParse(subject, out var reference) || types.Current.Find(reference.Type) is not { } type) return;
        var clocks = await SlaTable.Select(moment.Work.Connection, moment.Work.Transaction, "where subject = @subject order by started_at, id", ("subject", subject))
            .QueryAsync(SlaTable.Read, cancellationToken).ConfigureAwait(false);
        var changes = new Dictionary<string, object?>(StringComparer.Ordinal);
        Put("slaState", State(clocks));
        Put("slaPolicy", clocks[^1].Policy);
        foreach (var clock in clocks) Put($"{clock.Target}DueAt", clock.DueAt);
        if (changes.Count == 0 || await records.FindAsync(moment.Work, reference.Type, reference.Id, Actor.System, cancellationToken).ConfigureAwait(false) is null) return;
        await records.UpdateAsync(moment.Work, reference.Type, reference.Id, changes, null, Actor.System, cancellationToken).ConfigureAwait(false);

        void Put(string field, object? value)
        {
            if (type.Find(field) is not null) changes[field] = value;
        }
    }

    /// <summary>The worst of what is open; when nothing is, how it ended.</summary>
    private static string State(IReadOnlyList<SlaClock> clocks)
    {
        var open = clocks.Where(clock => clock.IsOpen).ToList();
        if (open.Exists(clock => clock.State == SlaState.BreachedOpen)) return "breached";
        if (open.Exists(clock => clock.State == SlaState.Paused)) return "paused";
        if (open.Exists(clock => clock.WarnedAt is not null)) return "warned";
        if (open.Count > 0) return "running";
        if (clocks.Any(clock => clock.State == SlaState.MetLate)) return "breached";
        return clocks.Any(clock => clock.State == SlaState.Met) ? "met" : "cancelled";
    }
}
