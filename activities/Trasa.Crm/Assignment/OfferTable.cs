using Trasa.Engine.Stores;

namespace Trasa.Crm.Assignment;

/// <summary>A choice that the record does not show yet.</summary>
internal sealed record Offer(string Subject, Guid TeamId, Guid UserId, string Priority, Guid DecisionRecordId);

internal static class OfferTable
{
    public static Task<Offer?> FindAsync(IUnitOfWork work, string subject, CancellationToken cancellationToken) =>
        work.Command("select subject, team_id, user_id, priority, decision_record_id from assignment_offer where subject = @subject", ("subject", subject))
            .QueryFirstAsync(row => new Offer(row.GetString(0), row.GetGuid(1), row.GetGuid(2), row.GetString(3), row.GetGuid(4)), cancellationToken);

    public static Task PutAsync(IUnitOfWork work, Offer offer, DateTimeOffset at, CancellationToken cancellationToken) => work.Command(
        """
        insert into assignment_offer (subject, team_id, user_id, priority, offered_at, decision_record_id) values (@subject, @team, @user, @priority, @at, @decision)
        on conflict (subject) do update set team_id = excluded.team_id, user_id = excluded.user_id, priority = excluded.priority, offered_at = excluded.offered_at,
            decision_record_id = excluded.decision_record_id
        """,
        ("subject", offer.Subject), ("team", offer.TeamId), ("user", offer.UserId), ("priority", offer.Priority), ("at", at), ("decision", offer.DecisionRecordId))
        .ExecuteAsync(cancellationToken);

    public static Task RemoveAsync(IUnitOfWork work, string subject, CancellationToken cancellationToken) =>
        work.Command("delete from assignment_offer where subject = @subject", ("subject", subject)).ExecuteAsync(cancellationToken);

    /// <summary>Notes whose turn it was.</summary>
    public static Task TurnAsync(IUnitOfWork work, Guid userId, DateTimeOffset at, CancellationToken cancellationToken) => work.Command(
        "insert into assignment_turn (user_id, assigned_at) values (@user, @at) on conflict (user_id) do update set assigned_at = excluded.assigned_at",
        ("user", userId), ("at", at)).ExecuteAsync(cancellationToken);
}
