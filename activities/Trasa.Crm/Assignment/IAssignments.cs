using Trasa.Activities.Deciding;
using Trasa.Engine.Doors;
using Trasa.Engine.Stores;

namespace Trasa.Crm.Assignment;

/// <summary>
/// R-ASSIGN: who gets a piece of work. All choices for one team are made one after the other, so that arrivals at the
/// same moment see each other; work that nobody can take waits in the team's queue and is never overtaken by less urgent
/// or younger work.
/// </summary>
public interface IAssignments
{
    /// <summary>
    /// Chooses somebody, or queues the work. The choice counts as load from this moment on, also before the record shows
    /// it. A decision record lists everybody who was looked at.
    /// </summary>
    /// <exception cref="AssignmentException">There is no such team or record, or the record type is not declared as work.</exception>
    Task<AssignmentResult> AssignAsync(AssignmentMoment moment, AssignmentRequest request, CancellationToken cancellationToken);

    /// <summary>
    /// Gives waiting work to whoever can take it, in the order of the queue, and publishes <c>case.offer</c> (the type of
    /// the subject before the dot), addressed with the subject, for each. Exactly once: what is given leaves the queue.
    /// </summary>
    Task<IReadOnlyList<AssignmentResult>> DrainAsync(AssignmentMoment moment, string team, CancellationToken cancellationToken);

    /// <summary>Takes the work out of the queue and forgets an offer that was made.</summary>
    Task WithdrawAsync(IUnitOfWork work, string subject, CancellationToken cancellationToken);

    /// <summary>Who would get it now and why not the others; changes nothing.</summary>
    Task<DecisionExplanation> PreviewAsync(AssignmentRequest request, CancellationToken cancellationToken);
}

/// <summary>The waiting work of the teams.</summary>
public interface IQueue
{
    /// <summary>In the order in which it will be offered; of all teams when none is given.</summary>
    Task<IReadOnlyList<QueueEntry>> ListAsync(string? team, CancellationToken cancellationToken);

    /// <summary>Null when it does not wait.</summary>
    Task<QueueEntry?> FindAsync(string subject, CancellationToken cancellationToken);
}

/// <param name="Work">The transaction.</param>
/// <param name="At">The instant of the choice.</param>
/// <param name="Actor">Under whose authority.</param>
/// <param name="InstanceId">The instance that asks, or null.</param>
/// <param name="ActivityId">The step that asks, or null.</param>
public sealed record AssignmentMoment(IUnitOfWork Work, DateTimeOffset At, Actor Actor, Guid? InstanceId = null, string? ActivityId = null);

/// <param name="Subject">The record, as type:id.</param>
/// <param name="Team">The team's key or identifier.</param>
/// <param name="Skills">All of these are needed.</param>
/// <param name="Language">Needed, or null.</param>
/// <param name="Refused">Who was offered it and did not take it.</param>
/// <param name="Excluded">Who may not have it.</param>
/// <param name="Priority">Its priority; the record's own when null.</param>
public sealed record AssignmentRequest(
    string Subject,
    string Team,
    IReadOnlyList<string>? Skills = null,
    string? Language = null,
    IReadOnlyList<Guid>? Refused = null,
    IReadOnlyList<Guid>? Excluded = null,
    string? Priority = null);

/// <param name="Subject">The record.</param>
/// <param name="TeamId">The team.</param>
/// <param name="UserId">Who gets it, or null when it waits in the queue.</param>
/// <param name="UserName">As shown.</param>
/// <param name="Reason">Why, in plain words.</param>
/// <param name="DecisionRecordId">The record of the choice.</param>
/// <param name="Position">Its place in the queue from 1, or null.</param>
public sealed record AssignmentResult(string Subject, Guid TeamId, Guid? UserId, string? UserName, string Reason, Guid DecisionRecordId, int? Position = null);

/// <param name="Subject">The record that waits.</param>
/// <param name="TeamId">Its team.</param>
/// <param name="Position">From 1; the first is offered first.</param>
/// <param name="Priority">Its priority now.</param>
/// <param name="ArrivedAt">Since when it exists: what its age is counted from.</param>
/// <param name="QueuedAt">Since when it waits here.</param>
/// <param name="Reason">Why it waits.</param>
public sealed record QueueEntry(string Subject, Guid TeamId, int Position, string Priority, DateTimeOffset ArrivedAt, DateTimeOffset QueuedAt, string Reason);

/// <summary>Work cannot be assigned as it was asked for.</summary>
public sealed class AssignmentException(string message) : Exception(message);
