namespace Trasa.Engine.Instances;

/// <summary>A workflow instance at rest.</summary>
/// <param name="Id">Its identifier.</param>
/// <param name="DefinitionKey">The definition that it runs.</param>
/// <param name="DefinitionVersion">The version that it is pinned to until it is migrated.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Name">Set by the workflow, for people.</param>
/// <param name="CorrelationId">What the instance is about, e.g. <c>case:0193...</c>; events are addressed with it.</param>
/// <param name="ParentId">The instance that started this one, and waits for it when <paramref name="ParentBookmarkId"/> is set.</param>
/// <param name="ParentBookmarkId">The bookmark of the parent that is resumed when this one ends.</param>
/// <param name="State">Written and read by the execution core only.</param>
/// <param name="Revision">Counts commits; a commit on an older revision is refused.</param>
/// <param name="CreatedAt">When it was started.</param>
/// <param name="UpdatedAt">When it last committed.</param>
/// <param name="FinishedAt">When it ended.</param>
/// <param name="CauseId">The instance that caused the event by which this one was started, or null.</param>
public sealed record StoredInstance(
    Guid Id,
    string DefinitionKey,
    int DefinitionVersion,
    InstanceStatus Status,
    string? Name,
    string? CorrelationId,
    Guid? ParentId,
    Guid? ParentBookmarkId,
    ReadOnlyMemory<byte> State,
    long Revision,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    DateTimeOffset? FinishedAt,
    Guid? CauseId = null);
