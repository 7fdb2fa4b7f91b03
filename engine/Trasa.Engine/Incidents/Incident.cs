namespace Trasa.Engine.Incidents;

/// <summary>A fault that stopped a branch, kept until somebody resolves it.</summary>
public sealed record Incident(
    Guid Id,
    Guid InstanceId,
    string? ActivityId,
    string? ActivityType,
    string Message,
    string? Detail,
    DateTimeOffset OccurredAt,
    DateTimeOffset? ResolvedAt = null,
    string? ResolvedBy = null,
    string? Resolution = null);
