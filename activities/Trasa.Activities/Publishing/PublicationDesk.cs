using Trasa.Engine.Definitions;
using Trasa.Engine.Doors;
using Trasa.Engine.Stores;

namespace Trasa.Activities.Publishing;

/// <summary>
/// Where definitions of every kind come into force: drafts, requests, a day to begin, the way back, and for decisions the
/// approval by a second person. What is published is exactly what was handed in.
/// </summary>
public sealed class PublicationDesk(
    IDefinitionStore definitions,
    IEnumerable<IDefinitionFormat> formats,
    IEnumerable<IPublicationCheck> checks,
    IDatabase database,
    TimeProvider time,
    IIdentifiers identifiers,
    PublishingOptions options)
{
    private readonly PublicationTable _publications = new(database);

    /// <summary>Whether somebody who did not write it has to approve a definition of this kind.</summary>
    public bool NeedsSecondPerson(DefinitionKind kind) => kind == DefinitionKind.Decision && options.NeedsSecondPerson;

    /// <summary>Saves the draft.</summary>
    /// <exception cref="ConcurrencyException">Somebody else saved it in between.</exception>
    public async Task<DefinitionVersion> SaveAsync(DefinitionDraft draft, int expectedRevision, Actor by, CancellationToken cancellationToken)
    {
        var saved = await definitions.SaveDraftAsync(draft, expectedRevision, by.Name, cancellationToken).ConfigureAwait(false);
        if (by.UserId is { } id)
        {
            var work = await database.BeginAsync(cancellationToken).ConfigureAwait(false);
            await using var _ = work.ConfigureAwait(false);
            await PublicationTable.NoteAuthorAsync(work, draft.Kind, draft.Key, new(id, by.Name), time.GetUtcNow(), cancellationToken).ConfigureAwait(false);
            await work.CommitAsync(cancellationToken).ConfigureAwait(false);
        }

        return saved;
    }

    /// <summary>Throws the draft away; what was handed in goes with it.</summary>
    public async Task DiscardAsync(DefinitionKind kind, string key, Actor by, CancellationToken cancellationToken)
    {
        var work = await database.BeginAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = work.ConfigureAwait(false);
        await work.Command("delete from definition_version where kind = @kind and key = @key and published_at is null", ("kind", kind), ("key", key)).ExecuteAsync(cancellationToken).ConfigureAwait(false);
        await PublicationTable.ForgetAuthorsAsync(work, kind, key, cancellationToken).ConfigureAwait(false);
        await PublicationTable.WithdrawOpenAsync(work, kind, key, by.Name, time.GetUtcNow(), cancellationToken).ConfigureAwait(false);
        await work.CommitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Hands the draft in. Without the rule of the second person it is approved at once, and published when no later day is
    /// given. A request that is still open is replaced by this one.
    /// </summary>
    /// <exception cref="PublicationRefusedException">There is no such draft, it is broken, a check refuses it, or a second person is to approve it and is not told why.</exception>
    public Task<Publication> RequestAsync(DefinitionKind kind, string key, int revision, string? notes, DateTimeOffset? validFrom, Actor by, CancellationToken cancellationToken) =>
        RequestAsync(kind, key, revision, notes, validFrom, despite: false, by, cancellationToken);

    /// <summary>The same; with <paramref name="despite"/> also when something fails that shows it right, as long as the notes say why.</summary>
    /// <exception cref="PublicationRefusedException">As above.</exception>
    public async Task<Publication> RequestAsync(DefinitionKind kind, string key, int revision, string? notes, DateTimeOffset? validFrom, bool despite, Actor by, CancellationToken cancellationToken)
    {
        var draft = await definitions.FindDraftAsync(kind, key, cancellationToken).ConfigureAwait(false)
            ?? throw new PublicationRefusedException("PUB-001", $"There is no draft of '{key}'.");
        if (draft.Revision != revision) throw new PublicationRefusedException("PUB-002", "Somebody saved the draft in between. Look at it again before you hand it in.");
        await CheckAsync(kind, new(key, draft.Content, by, ExcuseOf(notes, despite)), cancellationToken).ConfigureAwait(false);
        if (NeedsSecondPerson(kind) && string.IsNullOrWhiteSpace(notes)) throw new PublicationRefusedException("PUB-008", "Say what changes, and why: whoever approves it reads that first.", nameof(notes));
        var authors = await _publications.AuthorsAsync(kind, key, cancellationToken).ConfigureAwait(false);
        var now = time.GetUtcNow();
        var publication = new Publication(
            identifiers.Next(), kind, key, draft.Name, draft.Content, PublicationState.Requested, by.Name, by.UserId, now, validFrom > now ? validFrom : null,
            string.IsNullOrWhiteSpace(notes) ? null : notes.Trim(), authors, null, null, null, null);
        var work = await database.BeginAsync(cancellationToken).ConfigureAwait(false);
        await using (work.ConfigureAwait(false))
        {
            await PublicationTable.WithdrawOpenAsync(work, kind, key, by.Name, now, cancellationToken).ConfigureAwait(false);
            await PublicationTable.InsertAsync(work, publication, cancellationToken).ConfigureAwait(false);
            await work.CommitAsync(cancellationToken).ConfigureAwait(false);
        }

        return NeedsSecondPerson(kind) ? publication : await SettleAsync(publication, PublicationState.Approved, by, null, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Whether the content could be handed in as it is, for whoever asks before it is saved.</summary>
    /// <exception cref="PublicationRefusedException">It is broken, or a check refuses it.</exception>
    public async Task CheckAsync(DefinitionKind kind, PublicationAttempt attempt, CancellationToken cancellationToken)
    {
        if (formats.FirstOrDefault(known => known.Kind == kind) is { } format && format.Read($"{attempt.Key}{(kind == DefinitionKind.Decision ? ".dmn" : ".json")}", attempt.Content) is { IsValid: false } reading)
            throw new PublicationRefusedException(PublicationRefusedException.HasErrors, $"The draft has errors: {string.Join(" ", reading.Problems.Where(problem => problem.IsError).Take(3).Select(problem => problem.Message))}");
        foreach (var check in checks.Where(check => check.Kind == kind)) await check.CheckAsync(attempt, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>What excuses a failure: the notes of somebody who publishes despite it. Without words it is none.</summary>
    public static string? ExcuseOf(string? notes, bool despite) => despite && !string.IsNullOrWhiteSpace(notes) ? notes : null;

    /// <summary>Approves; what is due is published at once.</summary>
    /// <exception cref="PublicationRefusedException">It is no longer open, or the person wrote it.</exception>
    public async Task<Publication> ApproveAsync(Guid id, Actor by, string? note, CancellationToken cancellationToken)
    {
        var publication = await RequestedAsync(id, cancellationToken).ConfigureAwait(false);
        if (!MayApprove(publication, by)) throw new PublicationRefusedException("PUB-004", "Nobody approves what they wrote or handed in. Ask somebody else who may publish decisions.");
        await CheckAsync(publication.Kind, new(publication.Key, publication.Content, by, null), cancellationToken).ConfigureAwait(false);
        return await SettleAsync(publication, PublicationState.Approved, by, note, cancellationToken).ConfigureAwait(false);
    }

    public async Task<Publication> RefuseAsync(Guid id, Actor by, string? note, CancellationToken cancellationToken) =>
        await SettleAsync(await RequestedAsync(id, cancellationToken).ConfigureAwait(false), PublicationState.Refused, by, note, cancellationToken).ConfigureAwait(false);

    /// <summary>Takes a request back, also one that is approved and waits for its day.</summary>
    public async Task<Publication> WithdrawAsync(Guid id, Actor by, CancellationToken cancellationToken)
    {
        var publication = await _publications.FindAsync(id, cancellationToken).ConfigureAwait(false);
        if (publication is not { IsOpen: true }) throw NotOpen();
        return await SettleAsync(publication, PublicationState.Withdrawn, by, null, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Whether this person may approve: not when they wrote it, saved it or handed it in.</summary>
    public bool MayApprove(Publication publication, Actor by) =>
        !NeedsSecondPerson(publication.Kind) || by.UserId is { } id && id != publication.RequestedById && publication.Authors.All(author => author.Id != id);

    /// <summary>
    /// Publishes the content of an earlier version as a new one, at once: it was approved when it first came into force.
    /// </summary>
    /// <exception cref="PublicationRefusedException">There is no such version.</exception>
    public async Task<DefinitionVersion> ReturnToAsync(DefinitionKind kind, string key, int version, Actor by, CancellationToken cancellationToken)
    {
        var earlier = await definitions.FindAsync(kind, key, version, cancellationToken).ConfigureAwait(false)
            ?? throw new PublicationRefusedException("PUB-005", $"'{key}' has no published version {version}.");
        return await PublishAsync(new(kind, key, earlier.Name, earlier.Content, earlier.Pack), by.Name, $"Back to version {version}", cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Publishes what was approved and whose day has come; returns how many.</summary>
    public async Task<int> PublishDueAsync(CancellationToken cancellationToken)
    {
        var due = await _publications.DueAsync(time.GetUtcNow(), cancellationToken).ConfigureAwait(false);
        foreach (var publication in due) await PublishAsync(publication, cancellationToken).ConfigureAwait(false);
        return due.Count;
    }

    public Task<Publication?> FindOpenAsync(DefinitionKind kind, string key, CancellationToken cancellationToken) => _publications.FindOpenAsync(kind, key, cancellationToken);

    public Task<Publication?> FindAsync(Guid id, CancellationToken cancellationToken) => _publications.FindAsync(id, cancellationToken);

    /// <summary>Requests, newest first: of one definition, or the open ones of all of the kind.</summary>
    public async Task<IReadOnlyList<Publication>> ListAsync(DefinitionKind kind, string? key, CancellationToken cancellationToken) =>
        await _publications.ListAsync(kind, key, openOnly: key is null, cancellationToken).ConfigureAwait(false);

    private async Task<Publication> RequestedAsync(Guid id, CancellationToken cancellationToken) =>
        await _publications.FindAsync(id, cancellationToken).ConfigureAwait(false) is { State: PublicationState.Requested } publication ? publication : throw NotOpen();

    private async Task<Publication> SettleAsync(Publication publication, PublicationState state, Actor by, string? note, CancellationToken cancellationToken)
    {
        var settled = publication with { State = state, DecidedBy = by.Name, DecidedAt = time.GetUtcNow(), DecisionNote = string.IsNullOrWhiteSpace(note) ? null : note.Trim() };
        await MoveAsync(settled, publication.State, cancellationToken).ConfigureAwait(false);
        return state == PublicationState.Approved && (settled.ValidFrom is null || settled.ValidFrom <= time.GetUtcNow())
            ? await PublishAsync(settled, cancellationToken).ConfigureAwait(false)
            : settled;
    }

    /// <summary>Safe to repeat: equal content is not published twice, so a host that dies in between loses nothing.</summary>
    private async Task<Publication> PublishAsync(Publication publication, CancellationToken cancellationToken)
    {
        var by = publication.DecidedBy is { } approver && approver != publication.RequestedBy ? $"{publication.RequestedBy}, approved by {approver}" : publication.RequestedBy;
        var version = await PublishAsync(publication.Draft, by, publication.Notes, cancellationToken).ConfigureAwait(false);
        var published = publication with { State = PublicationState.Published, Version = version.Version };
        await MoveAsync(published, PublicationState.Approved, cancellationToken).ConfigureAwait(false);
        return published;
    }

    /// <summary>Publishing uses the draft up; one that has gone on since it was handed in is kept.</summary>
    private async Task<DefinitionVersion> PublishAsync(DefinitionDraft content, string by, string? notes, CancellationToken cancellationToken)
    {
        var latest = await definitions.FindAsync(content.Kind, content.Key, null, cancellationToken).ConfigureAwait(false);
        var draft = await definitions.FindDraftAsync(content.Kind, content.Key, cancellationToken).ConfigureAwait(false);
        var published = await definitions.PublishAsync(content with { Pack = content.Pack ?? latest?.Pack }, by, notes, cancellationToken).ConfigureAwait(false);
        if (draft is not null && draft.Content != content.Content)
        {
            await definitions.SaveDraftAsync(new(draft.Kind, draft.Key, draft.Name, draft.Content, draft.Pack), 0, draft.CreatedBy, cancellationToken).ConfigureAwait(false);
            return published;
        }

        var work = await database.BeginAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = work.ConfigureAwait(false);
        await PublicationTable.ForgetAuthorsAsync(work, content.Kind, content.Key, cancellationToken).ConfigureAwait(false);
        await work.CommitAsync(cancellationToken).ConfigureAwait(false);
        return published;
    }

    private async Task MoveAsync(Publication publication, PublicationState from, CancellationToken cancellationToken)
    {
        var work = await database.BeginAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = work.ConfigureAwait(false);
        if (!await PublicationTable.MoveAsync(work, publication, from, cancellationToken).ConfigureAwait(false)) throw NotOpen();
        await work.CommitAsync(cancellationToken).ConfigureAwait(false);
    }

    private static PublicationRefusedException NotOpen() => new("PUB-007", "Somebody has already decided about this request, or it was taken back.");
}
