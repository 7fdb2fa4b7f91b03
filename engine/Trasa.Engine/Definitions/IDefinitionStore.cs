using Trasa.Engine.Stores;

namespace Trasa.Engine.Definitions;

/// <summary>
/// Drafts and published versions of everything that people write. There is at most one draft per key; publishing turns
/// it into the next version; a published version can be read for ever and changed never.
/// </summary>
public interface IDefinitionStore
{
    /// <summary>The version asked for, or the latest published one when <paramref name="version"/> is null.</summary>
    ValueTask<DefinitionVersion?> FindAsync(DefinitionKind kind, string key, int? version, CancellationToken cancellationToken);

    ValueTask<DefinitionVersion?> FindDraftAsync(DefinitionKind kind, string key, CancellationToken cancellationToken);

    /// <summary>The latest published version (or, without one, the draft) of every key of the kind, by name.</summary>
    Task<IReadOnlyList<DefinitionVersion>> ListAsync(DefinitionKind kind, CancellationToken cancellationToken);

    /// <summary>All versions of one definition, newest first, the draft included.</summary>
    Task<IReadOnlyList<DefinitionVersion>> HistoryAsync(DefinitionKind kind, string key, CancellationToken cancellationToken);

    /// <summary>Saves the draft. <paramref name="expectedRevision"/> is the draft's revision that was edited, 0 for a new draft.</summary>
    /// <exception cref="ConcurrencyException">Somebody else saved the draft in between.</exception>
    Task<DefinitionVersion> SaveDraftAsync(DefinitionDraft draft, int expectedRevision, string by, CancellationToken cancellationToken);

    /// <summary>
    /// Publishes the content as the next version; when the latest published version has the same content, nothing
    /// happens and that version is returned. A draft of the key is used up. Workflows hear of it by
    /// <see cref="DefinitionEvents.Published"/>, raised in the same transaction.
    /// </summary>
    Task<DefinitionVersion> PublishAsync(DefinitionDraft draft, string by, string? notes, CancellationToken cancellationToken);

    /// <summary>
    /// Publishes all of them or none. A draft that somebody works on stays, unless it says the same; what it will be
    /// published under is counted anew.
    /// </summary>
    Task<IReadOnlyList<DefinitionVersion>> PublishAllAsync(IReadOnlyList<DefinitionDraft> drafts, string by, string? notes, CancellationToken cancellationToken);
}

/// <summary>What somebody wants to save or publish.</summary>
public sealed record DefinitionDraft(DefinitionKind Kind, string Key, string Name, string Content, string? Pack = null);
