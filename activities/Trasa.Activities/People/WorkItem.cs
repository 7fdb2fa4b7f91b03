namespace Trasa.Activities.People;

/// <summary>A user task: a step of a workflow that waits for a person.</summary>
public sealed record WorkItem
{
    public required Guid Id { get; init; }

    public required Guid InstanceId { get; init; }

    public required string ActivityId { get; init; }

    public required Guid BookmarkId { get; init; }

    public WorkItemKind Kind { get; init; }

    public required string Title { get; init; }

    public string? Description { get; init; }

    /// <summary>The record that it is about, e.g. <c>case:0193...</c>, or null.</summary>
    public string? Subject { get; init; }

    /// <summary>The form that is filled in, or null.</summary>
    public string? Form { get; init; }

    /// <summary>The form's version when the task was offered: what is published later does not change it. Null: the latest.</summary>
    public int? FormVersion { get; init; }

    /// <summary>The buttons.</summary>
    public required IReadOnlyList<string> Outcomes { get; init; }

    /// <summary><c>urgent</c>, <c>high</c>, <c>medium</c> or <c>low</c>.</summary>
    public string Priority { get; init; } = "medium";

    /// <summary>The workflow's key: what substitutions may be limited to.</summary>
    public required string Scope { get; init; }

    /// <summary>Canonical addresses of those who may take it, resolved whenever somebody looks.</summary>
    public required IReadOnlyList<string> Candidates { get; init; }

    /// <summary>Who may not act, e.g. the requester.</summary>
    public IReadOnlyList<Guid> Excluded { get; init; } = [];

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? DueAt { get; init; }

    /// <summary>How <see cref="DueAt"/> was computed, as JSON, or null.</summary>
    public string? DueExplanation { get; init; }

    public DateTimeOffset? ReminderAt { get; init; }

    public WorkItemStatus Status { get; init; }

    public Guid? AssigneeId { get; init; }

    /// <summary>For whom the assignee acts, or null.</summary>
    public Guid? AssigneeFor { get; init; }

    public DateTimeOffset? TakenAt { get; init; }

    public string? Outcome { get; init; }

    public string? Comment { get; init; }

    /// <summary>What the form shows: what the workflow gave and, at the end, what was filled in. A JSON object, or null.</summary>
    public string? FormValues { get; init; }

    public Guid? EndedBy { get; init; }

    /// <summary>On whose behalf it was completed, or null.</summary>
    public Guid? EndedFor { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Whether it still waits for somebody.</summary>
    public bool IsOpen => Status is WorkItemStatus.Open or WorkItemStatus.Taken;

    /// <summary>How events about it are addressed.</summary>
    public string Reference => $"workItem:{Id}";
}

public enum WorkItemKind
{
    Task,
    Approval,

    /// <summary>Something is offered to somebody, who accepts or declines.</summary>
    Offer,
}

public enum WorkItemStatus
{
    /// <summary>Waits for somebody to take it.</summary>
    Open,

    /// <summary>Somebody has it.</summary>
    Taken,

    Completed,

    TimedOut,

    /// <summary>The workflow no longer needs it.</summary>
    Cancelled,
}

/// <summary>What happened to a user task.</summary>
/// <param name="At">When.</param>
/// <param name="Event">What: <c>Created</c>, <c>Taken</c>, <c>Released</c>, <c>Delegated</c>, <c>Reminded</c>, <c>Escalated</c>, <c>Completed</c>, <c>TimedOut</c>, <c>Cancelled</c>.</param>
/// <param name="ActorId">Who did it; null for the system.</param>
/// <param name="Actor">As shown.</param>
/// <param name="OnBehalfOf">For whom, or null.</param>
/// <param name="OnBehalfOfName">As shown.</param>
/// <param name="Comment">What they said.</param>
public sealed record WorkItemEvent(
    DateTimeOffset At,
    string Event,
    Guid? ActorId,
    string Actor,
    Guid? OnBehalfOf = null,
    string? OnBehalfOfName = null,
    string? Comment = null)
{
    /// <summary>"Bogdan on behalf of Anna".</summary>
    public string Who => OnBehalfOfName is null ? Actor : $"{Actor} on behalf of {OnBehalfOfName}";
}
