using Trasa.Engine.Doors;

namespace Trasa.Activities.People;

/// <summary>
/// The user tasks as people see them. Every call checks on the server whether the person may: as candidate, as assignee,
/// or in the place of one who is away. Thread-safe.
/// </summary>
public interface IWorkInbox
{
    Task<WorkPage> ListAsync(WorkQuery query, CancellationToken cancellationToken);

    Task<WorkCounts> CountAsync(Guid userId, CancellationToken cancellationToken);

    Task<WorkItem?> FindAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>What happened to it, oldest first.</summary>
    Task<IReadOnlyList<WorkItemEvent>> HistoryAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>The tasks about one record, newest first.</summary>
    Task<IReadOnlyList<WorkItem>> AboutAsync(string subject, CancellationToken cancellationToken);

    /// <summary>Who can act on it now and why, and who was passed over; null when there is no such task.</summary>
    Task<WorkVisibility?> WhoAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>Of two people at once exactly one gets it; the other is told who has it.</summary>
    Task<WorkResult> TakeAsync(Guid id, Actor actor, CancellationToken cancellationToken);

    /// <summary>Gives it back to everybody it was offered to.</summary>
    Task<WorkResult> ReleaseAsync(Guid id, string? comment, Actor actor, CancellationToken cancellationToken);

    Task<WorkResult> DelegateAsync(Guid id, Guid toUserId, string? comment, Actor actor, CancellationToken cancellationToken);

    /// <summary>Completes the task and resumes its workflow, exactly once. A task that nobody has is taken first.</summary>
    Task<WorkResult> CompleteAsync(Guid id, WorkCompletion completion, Actor actor, CancellationToken cancellationToken);
}

/// <param name="UserId">Whose inbox.</param>
/// <param name="View">Which part of it.</param>
/// <param name="For">Only what comes to them in the place of this person, or null.</param>
/// <param name="Kind">Only this kind, or null.</param>
/// <param name="Search">Words in the title, or null.</param>
/// <param name="Skip">Tasks left out at the start.</param>
/// <param name="Take">Tasks returned at the most.</param>
public sealed record WorkQuery(
    Guid UserId,
    WorkView View,
    Guid? For = null,
    WorkItemKind? Kind = null,
    string? Search = null,
    int Skip = 0,
    int Take = 50);

public enum WorkView
{
    /// <summary>Nobody has it yet and this person may take it.</summary>
    Offered,

    /// <summary>This person has it, or somebody in whose place they act.</summary>
    Mine,

    /// <summary>Offered to or held by anybody in the person's teams.</summary>
    Team,

    /// <summary>Completed by this person, newest first.</summary>
    Done,
}

public sealed record WorkPage(IReadOnlyList<WorkEntry> Entries, int Total);

/// <param name="Item">The task.</param>
/// <param name="OnBehalfOf">In whose place the person acts, or null.</param>
/// <param name="Assignee">Who has it, or null.</param>
public sealed record WorkEntry(WorkItem Item, Person? OnBehalfOf, Person? Assignee);

/// <param name="Offered">May take.</param>
/// <param name="Mine">Have.</param>
/// <param name="Team">Open in the teams.</param>
/// <param name="Overdue">Of those that they have: past the due time.</param>
/// <param name="For">Of those offered and had: how many come to them in whose place.</param>
public sealed record WorkCounts(int Offered, int Mine, int Team, int Overdue, IReadOnlyList<WorkCountFor> For);

public sealed record WorkCountFor(Person Person, int Count);

/// <param name="People">Who can act, in whose place, and by which address.</param>
/// <param name="Reasons">Who was passed over and why.</param>
public sealed record WorkVisibility(IReadOnlyList<WorkViewer> People, IReadOnlyList<string> Reasons);

/// <param name="Person">Who can act.</param>
/// <param name="OnBehalfOf">In whose place, or null.</param>
/// <param name="Because">Why, in plain words.</param>
public sealed record WorkViewer(Person Person, Person? OnBehalfOf, string Because);

/// <param name="Outcome">One of the task's buttons.</param>
/// <param name="Comment">What the person says, or null.</param>
/// <param name="Values">What was filled in, by field.</param>
/// <param name="Key">Under which the same person may say the same again and is told that it is done, or null.</param>
public sealed record WorkCompletion(string Outcome, string? Comment = null, IReadOnlyDictionary<string, object?>? Values = null, string? Key = null);

/// <param name="Outcome">What became of the call.</param>
/// <param name="Item">The task as it stands, when there is one.</param>
/// <param name="Message">For people, when it was not done.</param>
/// <param name="Flaws">What is wrong with what was filled in, by field.</param>
public sealed record WorkResult(WorkOutcome Outcome, WorkItem? Item, string? Message = null, IReadOnlyList<FieldFlaw>? Flaws = null)
{
    public bool IsDone => Outcome == WorkOutcome.Done;
}

public enum WorkOutcome
{
    Done,
    NotFound,

    /// <summary>The person is neither candidate nor assignee nor in the place of one, or is excluded.</summary>
    NotAllowed,

    /// <summary>Somebody else has it.</summary>
    HeldByOther,

    /// <summary>It was completed, timed out or is no longer needed.</summary>
    Ended,

    /// <summary>Somebody has put the workflow on hold; the task is still there.</summary>
    OnHold,

    /// <summary>What was given does not fit the task.</summary>
    Invalid,
}
