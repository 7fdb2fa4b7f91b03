using Trasa.Engine.Definitions;

namespace Trasa.Activities.Publishing;

/// <summary>A draft that was handed in: what it held at that moment, who wrote it, and what became of it.</summary>
/// <param name="Id">Its identifier.</param>
/// <param name="Kind">What kind of definition.</param>
/// <param name="Key">Its key.</param>
/// <param name="Name">As shown.</param>
/// <param name="Content">The file that is published; later edits of the draft do not reach it.</param>
/// <param name="State">How far it is.</param>
/// <param name="RequestedBy">Who handed it in.</param>
/// <param name="RequestedById">The same, or null for the system.</param>
/// <param name="RequestedAt">When.</param>
/// <param name="ValidFrom">Not published before, or null for at once.</param>
/// <param name="Notes">What changes, in the author's words.</param>
/// <param name="Authors">Everybody who saved the draft: none of them may approve it.</param>
/// <param name="DecidedBy">Who approved, refused or took it back.</param>
/// <param name="DecidedAt">When.</param>
/// <param name="DecisionNote">Why.</param>
/// <param name="Version">The version that it became, or null.</param>
public sealed record Publication(
    Guid Id,
    DefinitionKind Kind,
    string Key,
    string Name,
    string Content,
    PublicationState State,
    string RequestedBy,
    Guid? RequestedById,
    DateTimeOffset RequestedAt,
    DateTimeOffset? ValidFrom,
    string? Notes,
    IReadOnlyList<Author> Authors,
    string? DecidedBy,
    DateTimeOffset? DecidedAt,
    string? DecisionNote,
    int? Version)
{
    /// <summary>Whether it still waits for somebody or for its day.</summary>
    public bool IsOpen => State is PublicationState.Requested or PublicationState.Approved;

    internal DefinitionDraft Draft => new(Kind, Key, Name, Content);
}

public enum PublicationState
{
    /// <summary>Waits for a second person.</summary>
    Requested,

    /// <summary>Approved; waits for its day.</summary>
    Approved,

    Published,

    Refused,

    /// <summary>Taken back by the author, or replaced by a newer request.</summary>
    Withdrawn,
}

/// <summary>Somebody who saved a draft.</summary>
public sealed record Author(Guid Id, string Name);
