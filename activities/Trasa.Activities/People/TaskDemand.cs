namespace Trasa.Activities.People;

/// <summary>What a step asks of people.</summary>
internal sealed record TaskDemand
{
    public required string Title { get; init; }

    public string? Description { get; init; }

    /// <summary>The record that it is about; the workflow's correlation when null.</summary>
    public string? Subject { get; init; }

    /// <summary>Addresses of those who may take it.</summary>
    public required IReadOnlyList<string> Candidates { get; init; }

    public IReadOnlyList<Guid> Excluded { get; init; } = [];

    public WorkItemKind Kind { get; init; }

    public string? Form { get; init; }

    /// <summary>What the form shows before anybody fills it in.</summary>
    public IReadOnlyDictionary<string, object?>? Given { get; init; }

    public required IReadOnlyList<string> Outcomes { get; init; }

    public string? Priority { get; init; }

    /// <summary>How long it may take, e.g. <c>16 wh</c>, or null.</summary>
    public string? Due { get; init; }

    public string? Reminder { get; init; }

    public string? Calendar { get; init; }

    public TaskLimit Limit { get; init; }

    /// <summary>Whom it is offered to when its time is up and <see cref="Limit"/> is <see cref="TaskLimit.Escalate"/>.</summary>
    public IReadOnlyList<string> EscalateTo { get; init; } = [];
}

/// <summary>What happens to a task when its time is up.</summary>
internal enum TaskLimit
{
    /// <summary>The task ends and its step goes on.</summary>
    End,

    /// <summary>It stays and is shown as overdue.</summary>
    Stay,

    /// <summary>It is offered to the next level.</summary>
    Escalate,
}
