using System.Data.Common;
using System.Globalization;
using Trasa.Engine.Calendars;
using Trasa.Engine.Doors;
using Trasa.Engine.Stores;

namespace Trasa.Crm.Sla;

/// <summary>The rows of clocks and ledger lines.</summary>
internal static class SlaTable
{
    private const string Columns =
        "id, subject, target, policy, calendar, duration, warn_before, priority, state, started_at, due_at, warn_at, explanation, paused_at, warned_at, breached_at, ended_at, acknowledged_at, decision_record_id, revision";

    public static DbCommand Select(DbConnection connection, DbTransaction? transaction, string rest, params ReadOnlySpan<(string, object?)> parameters)
    {
        var command = connection.Command($"select {Columns} from sla_clock {rest}", parameters);
        command.Transaction = transaction;
        return command;
    }

    /// <summary>The open clocks of the subject, locked until the transaction ends.</summary>
    public static Task<List<SlaClock>> OpenAsync(IUnitOfWork work, string subject, string? target, CancellationToken cancellationToken)
    {
        var lockRows = work.Kind == DatabaseKind.PostgreSql ? " for update" : "";
        var one = target is null ? "" : " and target = @target";
        return Select(work.Connection, work.Transaction, $"where subject = @subject and ended_at is null{one} order by started_at, id{lockRows}", ("subject", subject), ("target", target))
            .QueryAsync(Read, cancellationToken);
    }

    public static async Task SaveAsync(IUnitOfWork work, SlaClock clock, CancellationToken cancellationToken)
    {
        if (clock.Revision == 0) await InsertAsync(work, clock, cancellationToken).ConfigureAwait(false);
        else await UpdateAsync(work, clock, cancellationToken).ConfigureAwait(false);
    }

    public static async Task AppendAsync(IUnitOfWork work, SlaClock clock, SlaLine line, Actor actor, CancellationToken cancellationToken)
    {
        var explanation = line.NewDue is null ? null : SlaJson.Write(clock.Explanation);
        await work.Command(
            """
            insert into sla_ledger (clock_id, sequence, at, entry, reason, old_due, new_due, actor_id, actor, explanation)
            select @clock, coalesce(max(sequence), 0) + 1, @at, @entry, @reason, @old, @new, @actorId, @actor, @explanation from sla_ledger where clock_id = @clock
            """,
            ("clock", clock.Id), ("at", line.At), ("entry", line.Kind), ("reason", line.Reason), ("old", line.OldDue), ("new", line.NewDue),
            ("actorId", actor.UserId), ("actor", actor.Name), ("explanation", explanation)).ExecuteAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The pauses of a clock by its ledger; the last is open while the clock is paused.</summary>
    public static async Task<List<Pause>> PausesAsync(IUnitOfWork work, Guid clockId, CancellationToken cancellationToken)
    {
        var lines = await work.Command("select entry, at from sla_ledger where clock_id = @clock and entry in ('Pause', 'Resume') order by sequence", ("clock", clockId))
            .QueryAsync(row => (Entry: row.GetString(0), At: row.Instant(1)), cancellationToken).ConfigureAwait(false);
        var pauses = new List<Pause>();
        foreach (var (entry, at) in lines)
        {
            if (entry == nameof(SlaEntryKind.Pause)) pauses.Add(new(at));
            else pauses[^1] = pauses[^1] with { To = at };
        }

        return pauses;
    }

    public static Task<List<SlaEntry>> LedgerAsync(DbConnection connection, Guid clockId, CancellationToken cancellationToken) =>
        connection.Command("select sequence, at, entry, reason, old_due, new_due, actor_id, actor, explanation from sla_ledger where clock_id = @clock order by sequence", ("clock", clockId))
            .QueryAsync(row => new SlaEntry(
                row.GetInt32(0), row.Instant(1), Enum.Parse<SlaEntryKind>(row.GetString(2)), row.GetString(3), row.InstantOrNull(4), row.InstantOrNull(5),
                row.GuidOrNull(6), row.GetString(7), row.StringOrNull(8) is { } explanation ? SlaJson.Read(explanation) : null), cancellationToken);

    public static SlaClock Read(DbDataReader row) => new()
    {
        Id = row.GetGuid(0), Subject = row.GetString(1), Target = row.GetString(2), Policy = row.GetString(3), Calendar = row.GetString(4),
        Duration = BusinessDuration.Parse(row.GetString(5)), WarnBefore = row.StringOrNull(6) is { } warn ? BusinessDuration.Parse(warn) : null,
        Priority = row.GetString(7), State = Enum.Parse<SlaState>(row.GetString(8)), StartedAt = row.Instant(9), DueAt = row.Instant(10), WarnAt = row.InstantOrNull(11),
        Explanation = SlaJson.Read(row.GetString(12)), PausedAt = row.InstantOrNull(13), WarnedAt = row.InstantOrNull(14), BreachedAt = row.InstantOrNull(15),
        EndedAt = row.InstantOrNull(16), AcknowledgedAt = row.InstantOrNull(17), DecisionRecordId = row.GuidOrNull(18), Revision = Convert.ToInt64(row.GetValue(19), CultureInfo.InvariantCulture),
    };

    private static Task<int> InsertAsync(IUnitOfWork work, SlaClock clock, CancellationToken cancellationToken) => work.Command(
        $"""
        insert into sla_clock ({Columns}) values (@id, @subject, @target, @policy, @calendar, @duration, @warnBefore, @priority, @state, @started, @due, @warn, @explanation,
            @paused, @warned, @breached, @ended, @acknowledged, @decision, 1)
        """, Parameters(clock)).ExecuteAsync(cancellationToken);

    private static async Task UpdateAsync(IUnitOfWork work, SlaClock clock, CancellationToken cancellationToken)
    {
        var rows = await work.Command(
            """
            update sla_clock set policy = @policy, calendar = @calendar, duration = @duration, warn_before = @warnBefore, priority = @priority, state = @state, due_at = @due,
                warn_at = @warn, explanation = @explanation, paused_at = @paused, warned_at = @warned, breached_at = @breached, ended_at = @ended, acknowledged_at = @acknowledged,
                decision_record_id = @decision, revision = revision + 1
            where id = @id and revision = @revision
            """, Parameters(clock)).ExecuteAsync(cancellationToken).ConfigureAwait(false);
        if (rows == 0) throw new ConcurrencyException($"The SLA clock '{clock.Target}' of {clock.Subject} was changed by somebody else at the same moment.");
    }

    private static (string, object?)[] Parameters(SlaClock clock) =>
    [
        ("id", clock.Id), ("subject", clock.Subject), ("target", clock.Target), ("policy", clock.Policy), ("calendar", clock.Calendar), ("duration", clock.Duration.ToString()),
        ("warnBefore", clock.WarnBefore?.ToString()), ("priority", clock.Priority), ("state", clock.State), ("started", clock.StartedAt), ("due", clock.DueAt), ("warn", clock.WarnAt),
        ("explanation", SlaJson.Write(clock.Explanation)), ("paused", clock.PausedAt), ("warned", clock.WarnedAt), ("breached", clock.BreachedAt), ("ended", clock.EndedAt),
        ("acknowledged", clock.AcknowledgedAt), ("decision", clock.DecisionRecordId), ("revision", clock.Revision),
    ];
}
