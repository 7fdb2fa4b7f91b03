using System.Data.Common;
using System.Text.Json;
using Trasa.Engine.Stores;

namespace Trasa.Crm.Assignment;

/// <summary>What waits: the request as it was made, with the facts about the record that do not change while it waits.</summary>
internal sealed record Waiting(string Subject, Guid TeamId, string Priority, DateTimeOffset ArrivedAt, DateTimeOffset QueuedAt, WaitingWork Work, string Reason)
{
    /// <param name="team">The team's key.</param>
    public Work ToWork(string team) => new(
        Work.Skills, Work.Language, Work.PreviousAgentId, Work.AccountOwnerId, Work.Refused, Work.Excluded, Work.Area, Subject[..Math.Max(0, Subject.IndexOf(':', StringComparison.Ordinal))], team, Priority);
}

/// <param name="Skills">Needed.</param>
/// <param name="Language">Needed, or null.</param>
/// <param name="PreviousAgentId">Who had the previous piece of work of the chain, or null.</param>
/// <param name="CompanyId">The client, or null.</param>
/// <param name="AccountOwnerId">Who owns the client, or null.</param>
/// <param name="Refused">Who did not take it.</param>
/// <param name="Excluded">Who may not have it.</param>
/// <param name="Area">Where it comes from, or null.</param>
internal sealed record WaitingWork(
    IReadOnlyList<string> Skills, string? Language, Guid? PreviousAgentId, Guid? CompanyId, Guid? AccountOwnerId, IReadOnlyList<Guid> Refused, IReadOnlyList<Guid> Excluded, string? Area = null);

internal static class QueueTable
{
    private const string Columns = "subject, team_id, priority, arrived_at, queued_at, request, reason";

    /// <summary>Most urgent first, then oldest.</summary>
    private const string Order = "order by team_id, case priority when 'urgent' then 0 when 'high' then 1 when 'low' then 3 else 2 end, arrived_at, subject";

    public static Task<List<Waiting>> OfTeamAsync(IUnitOfWork work, Guid teamId, CancellationToken cancellationToken) =>
        work.Command($"select {Columns} from assignment_queue where team_id = @team {Order}", ("team", teamId)).QueryAsync(Read, cancellationToken);

    public static Task<List<Waiting>> AllAsync(DbConnection connection, Guid? teamId, CancellationToken cancellationToken) =>
        connection.Command($"select {Columns} from assignment_queue {(teamId is null ? "" : "where team_id = @team ")}{Order}", ("team", teamId)).QueryAsync(Read, cancellationToken);

    /// <summary>Puts it into the queue; what waits already keeps its place in time.</summary>
    public static Task PutAsync(IUnitOfWork work, Waiting waiting, CancellationToken cancellationToken) => work.Command(
        $"""
        insert into assignment_queue ({Columns}) values (@subject, @team, @priority, @arrived, @queued, @request, @reason)
        on conflict (subject) do update set team_id = excluded.team_id, priority = excluded.priority, request = excluded.request, reason = excluded.reason
        """,
        ("subject", waiting.Subject), ("team", waiting.TeamId), ("priority", waiting.Priority), ("arrived", waiting.ArrivedAt), ("queued", waiting.QueuedAt),
        ("request", JsonSerializer.Serialize(waiting.Work)), ("reason", waiting.Reason)).ExecuteAsync(cancellationToken);

    public static Task RemoveAsync(IUnitOfWork work, string subject, CancellationToken cancellationToken) =>
        work.Command("delete from assignment_queue where subject = @subject", ("subject", subject)).ExecuteAsync(cancellationToken);

    public static Task ReprioritiseAsync(IUnitOfWork work, string subject, string priority, CancellationToken cancellationToken) =>
        work.Command("update assignment_queue set priority = @priority where subject = @subject", ("priority", priority), ("subject", subject)).ExecuteAsync(cancellationToken);

    private static Waiting Read(DbDataReader row) => new(
        row.GetString(0), row.GetGuid(1), row.GetString(2), row.Instant(3), row.Instant(4),
        JsonSerializer.Deserialize<WaitingWork>(row.GetString(5)) ?? throw new InvalidOperationException($"The request of {row.GetString(0)} in the queue is empty."), row.GetString(6));
}
