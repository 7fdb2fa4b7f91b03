using Trasa.Engine.Calendars;
using Trasa.Engine.Doors;
using Trasa.Engine.Stores;

namespace Trasa.Crm.Sla;

internal sealed class SlaClocks(IDatabase database, ICalendars calendars, SlaNews news, SlaStamp stamp, IIdentifiers identifiers) : ISlaClocks
{
    public async Task<SlaChange> StartAsync(SlaMoment moment, string subject, string target, SlaTerms terms, string priority, string reason, CancellationToken cancellationToken)
    {
        if ((await SlaTable.OpenAsync(moment.Work, subject, target, cancellationToken).ConfigureAwait(false)).Count > 0)
            return (await RetargetAsync(moment, subject, target, terms, priority, reason, cancellationToken).ConfigureAwait(false))[0];
        var reckoning = await ReckoningAsync(terms.Calendar, cancellationToken).ConfigureAwait(false);
        var move = SlaOperations.Start(identifiers.Next(), subject, target, terms, priority, moment.At, reason, reckoning);
        await SaveAsync(moment, move, cancellationToken).ConfigureAwait(false);
        await stamp.ApplyAsync(moment, subject, cancellationToken).ConfigureAwait(false);
        return new(move.Clock with { Revision = 1 }, null);
    }

    public Task<IReadOnlyList<SlaChange>> PauseAsync(SlaMoment moment, string subject, string? target, string reason, CancellationToken cancellationToken) =>
        ChangeAsync(moment, subject, target, clock => SlaOperations.Pause(clock, moment.At, reason), cancellationToken);

    public Task<IReadOnlyList<SlaChange>> ResumeAsync(SlaMoment moment, string subject, string? target, string reason, CancellationToken cancellationToken) =>
        ChangeAsync(moment, subject, target, async clock =>
        {
            if (clock.State != SlaState.Paused) return SlaMove.Refuse(clock, "The clock is not paused.");
            var pauses = await SlaTable.PausesAsync(moment.Work, clock.Id, cancellationToken).ConfigureAwait(false);
            pauses[^1] = pauses[^1] with { To = moment.At };
            return SlaOperations.Resume(clock, pauses, moment.At, reason, await ReckoningAsync(clock.Calendar, cancellationToken).ConfigureAwait(false));
        }, cancellationToken);

    public Task<IReadOnlyList<SlaChange>> RetargetAsync(SlaMoment moment, string subject, string? target, SlaTerms? terms, string? priority, string reason, CancellationToken cancellationToken) =>
        ChangeAsync(moment, subject, target, async clock =>
        {
            var wanted = terms ?? clock.Terms;
            var pauses = await SlaTable.PausesAsync(moment.Work, clock.Id, cancellationToken).ConfigureAwait(false);
            var reckoning = await ReckoningAsync(wanted.Calendar, cancellationToken).ConfigureAwait(false);
            var move = SlaOperations.Retarget(clock, wanted, priority ?? clock.Priority, pauses, moment.At, reason, reckoning);
            return move.Refused is null && Same(move.Clock, clock) ? SlaMove.Refuse(clock, "Nothing has changed.") : move;
        }, cancellationToken);

    public Task<IReadOnlyList<SlaChange>> WarnAsync(SlaMoment moment, string subject, string? target, string reason, CancellationToken cancellationToken) =>
        ChangeAsync(moment, subject, target, clock => SlaOperations.Warn(clock, moment.At, reason), cancellationToken);

    public Task<IReadOnlyList<SlaChange>> BreachAsync(SlaMoment moment, string subject, string? target, CancellationToken cancellationToken) =>
        ChangeAsync(moment, subject, target, clock => SlaOperations.Breach(clock, moment.At), cancellationToken);

    public Task<IReadOnlyList<SlaChange>> AcknowledgeAsync(SlaMoment moment, string subject, string? target, string comment, CancellationToken cancellationToken) =>
        ChangeAsync(moment, subject, target, clock => SlaOperations.Acknowledge(clock, moment.At, comment), cancellationToken);

    public Task<IReadOnlyList<SlaChange>> MeetAsync(SlaMoment moment, string subject, string? target, string reason, CancellationToken cancellationToken) =>
        ChangeAsync(moment, subject, target, clock => SlaOperations.Meet(clock, moment.At, reason), cancellationToken);

    public Task<IReadOnlyList<SlaChange>> CancelAsync(SlaMoment moment, string subject, string? target, string reason, CancellationToken cancellationToken) =>
        ChangeAsync(moment, subject, target, clock => SlaOperations.Cancel(clock, moment.At, reason), cancellationToken);

    public async Task<SlaClock?> FindAsync(IUnitOfWork? work, string subject, string target, CancellationToken cancellationToken)
    {
        const string Last = "where subject = @subject and target = @target order by case when ended_at is null then 0 else 1 end, started_at desc, id desc limit 1";
        if (work is not null)
            return await SlaTable.Select(work.Connection, work.Transaction, Last, ("subject", subject), ("target", target)).QueryFirstAsync(SlaTable.Read, cancellationToken).ConfigureAwait(false);
        return await SelectAsync(Last, [("subject", subject), ("target", target)], cancellationToken).ConfigureAwait(false) is [var clock, ..] ? clock : null;
    }

    public Task<IReadOnlyList<SlaClock>> OfSubjectAsync(string subject, CancellationToken cancellationToken) =>
        SelectAsync("where subject = @subject order by started_at, id", [("subject", subject)], cancellationToken);

    public Task<IReadOnlyList<SlaClock>> OpenAsync(string? policy, int take, CancellationToken cancellationToken) => SelectAsync(
        $"where ended_at is null{(policy is null ? "" : " and policy = @policy")} order by due_at, id limit @take", [("policy", policy), ("take", take)], cancellationToken);

    public async Task<IReadOnlyList<SlaEntry>> LedgerAsync(Guid clockId, CancellationToken cancellationToken)
    {
        var connection = await database.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = connection.ConfigureAwait(false);
        return await SlaTable.LedgerAsync(connection, clockId, cancellationToken).ConfigureAwait(false);
    }

    public async Task<DateTimeOffset> AlertAtAsync(SlaClock clock, DateTimeOffset at, CancellationToken cancellationToken) =>
        (await ReckoningAsync(clock.Calendar, cancellationToken).ConfigureAwait(false)).AlertAt(at, clock.Priority);

    private Task<IReadOnlyList<SlaChange>> ChangeAsync(SlaMoment moment, string subject, string? target, Func<SlaClock, SlaMove> operation, CancellationToken cancellationToken) =>
        ChangeAsync(moment, subject, target, clock => Task.FromResult(operation(clock)), cancellationToken);

    private async Task<IReadOnlyList<SlaChange>> ChangeAsync(SlaMoment moment, string subject, string? target, Func<SlaClock, Task<SlaMove>> operation, CancellationToken cancellationToken)
    {
        var changes = new List<SlaChange>();
        foreach (var clock in await SlaTable.OpenAsync(moment.Work, subject, target, cancellationToken).ConfigureAwait(false))
        {
            var move = await operation(clock).ConfigureAwait(false);
            if (move.Refused is null) await SaveAsync(moment, move, cancellationToken).ConfigureAwait(false);
            changes.Add(new(move.Refused is null ? move.Clock with { Revision = clock.Revision + 1 } : clock, move.Refused));
        }

        if (changes.Exists(change => change.Refused is null)) await stamp.ApplyAsync(moment, subject, cancellationToken).ConfigureAwait(false);
        return changes;
    }

    private async Task SaveAsync(SlaMoment moment, SlaMove move, CancellationToken cancellationToken)
    {
        await SlaTable.SaveAsync(moment.Work, move.Clock, cancellationToken).ConfigureAwait(false);
        foreach (var line in move.Lines)
        {
            await SlaTable.AppendAsync(moment.Work, move.Clock, line, moment.Actor, cancellationToken).ConfigureAwait(false);
            await news.TellAsync(moment, move.Clock, line, cancellationToken).ConfigureAwait(false);
        }
    }

    private static bool Same(SlaClock left, SlaClock right) =>
        left.DueAt == right.DueAt && left.WarnAt == right.WarnAt && left.Terms with { DecisionRecordId = null } == right.Terms with { DecisionRecordId = null } && left.Priority == right.Priority && left.State == right.State;

    private async ValueTask<SlaReckoning> ReckoningAsync(string calendar, CancellationToken cancellationToken) =>
        await calendars.FindAsync(calendar, cancellationToken).ConfigureAwait(false) is { } found
            ? new(found)
            : throw new SlaCalendarException($"There is no calendar '{calendar}'; publish it, or correct the policy.");

    private async Task<IReadOnlyList<SlaClock>> SelectAsync(string rest, (string, object?)[] parameters, CancellationToken cancellationToken)
    {
        var connection = await database.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = connection.ConfigureAwait(false);
        return await SlaTable.Select(connection, null, rest, parameters).QueryAsync(SlaTable.Read, cancellationToken).ConfigureAwait(false);
    }
}

/// <summary>A policy counts on a calendar that is not there.</summary>
public sealed class SlaCalendarException(string message) : Exception(message);
