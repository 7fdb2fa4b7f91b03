using Trasa.Engine.Doors;
using Trasa.Engine.Stores;

namespace Trasa.Crm.Sla;

/// <summary>
/// The SLA clocks of records. Every change is written with its ledger line, the fields of the record that show it, and
/// the events <c>sla.changed</c> (addressed with <c>subject:target</c>, for the ladder that waits beside its timer) and
/// <c>sla.breached</c>, <c>sla.met</c>, ... (addressed with the subject), all in the caller's transaction.
/// </summary>
/// <remarks>Where a target may be null, all open clocks of the subject are meant.</remarks>
public interface ISlaClocks
{
    /// <summary>Starts a clock; one that is open already gets the new terms.</summary>
    Task<SlaChange> StartAsync(SlaMoment moment, string subject, string target, SlaTerms terms, string priority, string reason, CancellationToken cancellationToken);

    Task<IReadOnlyList<SlaChange>> PauseAsync(SlaMoment moment, string subject, string? target, string reason, CancellationToken cancellationToken);

    Task<IReadOnlyList<SlaChange>> ResumeAsync(SlaMoment moment, string subject, string? target, string reason, CancellationToken cancellationToken);

    /// <summary>Other terms or another priority, or, with null, the same on a calendar that has changed.</summary>
    Task<IReadOnlyList<SlaChange>> RetargetAsync(SlaMoment moment, string subject, string? target, SlaTerms? terms, string? priority, string reason, CancellationToken cancellationToken);

    Task<IReadOnlyList<SlaChange>> WarnAsync(SlaMoment moment, string subject, string? target, string reason, CancellationToken cancellationToken);

    Task<IReadOnlyList<SlaChange>> BreachAsync(SlaMoment moment, string subject, string? target, CancellationToken cancellationToken);

    Task<IReadOnlyList<SlaChange>> AcknowledgeAsync(SlaMoment moment, string subject, string? target, string comment, CancellationToken cancellationToken);

    Task<IReadOnlyList<SlaChange>> MeetAsync(SlaMoment moment, string subject, string? target, string reason, CancellationToken cancellationToken);

    Task<IReadOnlyList<SlaChange>> CancelAsync(SlaMoment moment, string subject, string? target, string reason, CancellationToken cancellationToken);

    /// <summary>The open clock of the target, or its last one, or null.</summary>
    Task<SlaClock?> FindAsync(IUnitOfWork? work, string subject, string target, CancellationToken cancellationToken);

    /// <summary>All clocks of a record, oldest first.</summary>
    Task<IReadOnlyList<SlaClock>> OfSubjectAsync(string subject, CancellationToken cancellationToken);

    /// <summary>Open clocks by due time, first due first.</summary>
    Task<IReadOnlyList<SlaClock>> OpenAsync(string? policy, int take, CancellationToken cancellationToken);

    Task<IReadOnlyList<SlaEntry>> LedgerAsync(Guid clockId, CancellationToken cancellationToken);

    /// <summary>The earliest moment at which an alert about the clock may leave: urgent ones at once, others in working time.</summary>
    Task<DateTimeOffset> AlertAtAsync(SlaClock clock, DateTimeOffset at, CancellationToken cancellationToken);
}

/// <param name="Work">The transaction.</param>
/// <param name="At">The instant of the change.</param>
/// <param name="Actor">Under whose authority.</param>
public sealed record SlaMoment(IUnitOfWork Work, DateTimeOffset At, Actor Actor);

/// <param name="Clock">The clock as it stands.</param>
/// <param name="Refused">Why nothing was done, or null.</param>
public sealed record SlaChange(SlaClock Clock, string? Refused);
