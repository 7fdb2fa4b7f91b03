using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Trasa.Engine.Definitions;
using Trasa.Engine.Doors;
using Trasa.Engine.Hosting;
using Trasa.Engine.Storage.Sql;
using Trasa.Engine.Stores;

namespace Trasa.Engine.Storage.Definitions;

internal sealed class DefinitionStore(
    IDatabase database, TimeProvider time, IIdentifiers identifiers, WorkSignal signal, IEnumerable<ITriggerExtractor> triggers, PublicationEvent news) : IDefinitionStore
{
    private const int CacheSize = 2_000;

    /// <summary>Published versions only: they never change, so no host needs to tell another.</summary>
    private readonly ConcurrentDictionary<(DefinitionKind Kind, string Key, int Version), DefinitionVersion> _published = new();

    /// <summary>How long another host may still start the version before the latest.</summary>
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<(DefinitionKind Kind, string Key), (int Version, long ReadAt)> _latest = new();

    public async ValueTask<DefinitionVersion?> FindAsync(DefinitionKind kind, string key, int? version, CancellationToken cancellationToken)
    {
        var number = version ?? await LatestAsync(kind, key, cancellationToken).ConfigureAwait(false);
        if (_published.TryGetValue((kind, key, number), out var cached)) return cached;
        var found = await FirstAsync(
            "kind = @kind and key = @key and version = @version and published_at is not null",
            cancellationToken, ("kind", kind), ("key", key), ("version", number)).ConfigureAwait(false);
        return found is null ? null : Remember(found);
    }

    public async ValueTask<DefinitionVersion?> FindDraftAsync(DefinitionKind kind, string key, CancellationToken cancellationToken) =>
        await FirstAsync("kind = @kind and key = @key and published_at is null", cancellationToken, ("kind", kind), ("key", key)).ConfigureAwait(false);

    public async Task<IReadOnlyList<DefinitionVersion>> ListAsync(DefinitionKind kind, CancellationToken cancellationToken) =>
        await database.QueryAsync(
            $"""
            select {DefinitionRows.Columns} from definition_version d
            where kind = @kind and version = (
                select max(case when o.published_at is null then -1 else o.version end) from definition_version o where o.kind = d.kind and o.key = d.key)
                or kind = @kind and published_at is null and not exists (
                select 1 from definition_version o where o.kind = d.kind and o.key = d.key and o.published_at is not null)
            order by name, key
            """,
            DefinitionRows.Read, cancellationToken, ("kind", kind)).ConfigureAwait(false);

    public async Task<IReadOnlyList<DefinitionVersion>> HistoryAsync(DefinitionKind kind, string key, CancellationToken cancellationToken) =>
        await database.QueryAsync(
            $"select {DefinitionRows.Columns} from definition_version where kind = @kind and key = @key order by version desc",
            DefinitionRows.Read, cancellationToken, ("kind", kind), ("key", key)).ConfigureAwait(false);

    public async Task<DefinitionVersion> SaveDraftAsync(DefinitionDraft draft, int expectedRevision, string by, CancellationToken cancellationToken)
    {
        var work = await BeginAsync(draft, cancellationToken).ConfigureAwait(false);
        await using var _ = work.ConfigureAwait(false);
        var existing = await ReadAsync(work, draft, "published_at is null", cancellationToken).ConfigureAwait(false);
        if ((existing?.Revision ?? 0) != expectedRevision)
        {
            throw new ConcurrencyException(
                $"The draft of '{draft.Key}' is at revision {existing?.Revision ?? 0}, not {expectedRevision}: somebody else saved it. Load it again and compare.");
        }

        var latest = await ReadAsync(work, draft, "published_at is not null", cancellationToken).ConfigureAwait(false);
        var saved = NewVersion(draft, latest, by) with
        {
            Revision = expectedRevision + 1,
            CreatedAt = existing?.CreatedAt ?? time.GetUtcNow(),
            CreatedBy = existing?.CreatedBy ?? by,
        };
        await DefinitionRows.DeleteDraftAsync(work, draft.Kind, draft.Key, cancellationToken).ConfigureAwait(false);
        await DefinitionRows.InsertAsync(work, saved, cancellationToken).ConfigureAwait(false);
        await work.CommitAsync(cancellationToken).ConfigureAwait(false);
        return saved;
    }

    public async Task<DefinitionVersion> PublishAsync(DefinitionDraft draft, string by, string? notes, CancellationToken cancellationToken)
    {
        var work = await BeginAsync(draft, cancellationToken).ConfigureAwait(false);
        await using var _ = work.ConfigureAwait(false);
        await DefinitionRows.DeleteDraftAsync(work, draft.Kind, draft.Key, cancellationToken).ConfigureAwait(false);
        var published = await PublishAsync(work, draft, by, notes, cancellationToken).ConfigureAwait(false);
        await work.CommitAsync(cancellationToken).ConfigureAwait(false);
        return Published(published);
    }

    public async Task<IReadOnlyList<DefinitionVersion>> PublishAllAsync(IReadOnlyList<DefinitionDraft> drafts, string by, string? notes, CancellationToken cancellationToken)
    {
        var work = await database.BeginAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = work.ConfigureAwait(false);
        // In the same order for everybody, so that two who publish the same ones wait for each other and not both.
        foreach (var draft in drafts.OrderBy(draft => draft.Kind).ThenBy(draft => draft.Key, StringComparer.Ordinal)) await LockAsync(work, draft, cancellationToken).ConfigureAwait(false);
        var published = new List<DefinitionVersion>(drafts.Count);
        foreach (var draft in drafts)
        {
            var open = await ReadAsync(work, draft, "published_at is null", cancellationToken).ConfigureAwait(false);
            if (open is not null) await DefinitionRows.DeleteDraftAsync(work, draft.Kind, draft.Key, cancellationToken).ConfigureAwait(false);
            var version = await PublishAsync(work, draft, by, notes, cancellationToken).ConfigureAwait(false);
            if (open is not null && open.Content != draft.Content) await DefinitionRows.InsertAsync(work, open with { Version = version.Version + 1 }, cancellationToken).ConfigureAwait(false);
            published.Add(version);
        }

        await work.CommitAsync(cancellationToken).ConfigureAwait(false);
        return [.. published.Select(Published)];
    }

    private async Task<DefinitionVersion> PublishAsync(IUnitOfWork work, DefinitionDraft draft, string by, string? notes, CancellationToken cancellationToken)
    {
        var latest = await ReadAsync(work, draft, "published_at is not null", cancellationToken).ConfigureAwait(false);
        var published = NewVersion(draft, latest, by) with { PublishedAt = time.GetUtcNow(), PublishedBy = by, Notes = notes, Revision = 1 };
        if (latest is not null && latest.ContentHash == published.ContentHash && latest.Name == published.Name) return latest;
        await DefinitionRows.InsertAsync(work, published, cancellationToken).ConfigureAwait(false);
        await IndexTriggersAsync(work, published, cancellationToken).ConfigureAwait(false);
        await news.RaiseAsync(work, published, cancellationToken).ConfigureAwait(false);
        return published;
    }

    private DefinitionVersion Published(DefinitionVersion version)
    {
        NoteLatest(version.Kind, version.Key, version.Version, TimeProvider.System.GetTimestamp());
        return Remember(version);
    }

    private async Task IndexTriggersAsync(IUnitOfWork work, DefinitionVersion definition, CancellationToken cancellationToken)
    {
        if (definition.Kind != DefinitionKind.Workflow) return;
        await work.Command("delete from workflow_trigger where definition_key = @key", ("key", definition.Key)).ExecuteAsync(cancellationToken).ConfigureAwait(false);
        var found = triggers.SelectMany(extractor => extractor.Extract(definition)).DistinctBy(trigger => trigger.ActivityId).ToList();
        foreach (var trigger in found)
        {
            await work.Command(
                """
                insert into workflow_trigger (definition_key, activity_id, definition_version, kind, name, correlation_id)
                values (@key, @activity, @version, @kind, @name, @correlation)
                """,
                ("key", definition.Key), ("activity", trigger.ActivityId), ("version", definition.Version),
                ("kind", trigger.Kind), ("name", trigger.Name), ("correlation", trigger.CorrelationId)).ExecuteAsync(cancellationToken).ConfigureAwait(false);
        }

        await ScheduleRows.ReplaceAsync(work, definition, found, identifiers, time.GetUtcNow(), cancellationToken).ConfigureAwait(false);
        work.OnCommitted(signal.Notify);
    }

    private DefinitionVersion NewVersion(DefinitionDraft draft, DefinitionVersion? latest, string by) => new(
        draft.Kind, draft.Key, (latest?.Version ?? 0) + 1, draft.Name, draft.Content,
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(draft.Content))),
        draft.Pack, time.GetUtcNow(), by, PublishedAt: null, PublishedBy: null, Notes: null, Revision: 1);

    private DefinitionVersion Remember(DefinitionVersion version)
    {
        if (_published.Count >= CacheSize) _published.Clear();
        return _published.GetOrAdd((version.Kind, version.Key, version.Version), version);
    }

    private async Task<IUnitOfWork> BeginAsync(DefinitionDraft draft, CancellationToken cancellationToken)
    {
        var work = await database.BeginAsync(cancellationToken).ConfigureAwait(false);
        await LockAsync(work, draft, cancellationToken).ConfigureAwait(false);
        return work;
    }

    /// <summary>Writers of one definition take turns, so that numbers have no gaps and no two versions share one.</summary>
    private static async Task LockAsync(IUnitOfWork work, DefinitionDraft draft, CancellationToken cancellationToken)
    {
        if (work.Kind != DatabaseKind.PostgreSql) return;
        await work.Command("select pg_advisory_xact_lock(hashtextextended(@name, 0))", ("name", $"definition:{draft.Kind}:{draft.Key}"))
            .ExecuteAsync(cancellationToken).ConfigureAwait(false);
    }

    private static Task<DefinitionVersion?> ReadAsync(IUnitOfWork work, DefinitionDraft draft, string where, CancellationToken cancellationToken) => work.Command(
        $"select {DefinitionRows.Columns} from definition_version where kind = @kind and key = @key and {where} order by version desc limit 1",
        ("kind", draft.Kind), ("key", draft.Key)).QueryFirstAsync(DefinitionRows.Read, cancellationToken);

    private async ValueTask<int> LatestAsync(DefinitionKind kind, string key, CancellationToken cancellationToken)
    {
        // Real time: a definition does not become older when a test moves its clock.
        var clock = TimeProvider.System;
        if (_latest.TryGetValue((kind, key), out var known) && clock.GetElapsedTime(known.ReadAt) < Freshness) return known.Version;
        var readAt = clock.GetTimestamp();
        var rows = await database.QueryAsync(
            "select version from definition_version where kind = @kind and key = @key and published_at is not null order by version desc limit 1",
            row => row.GetInt32(0), cancellationToken, ("kind", kind), ("key", key)).ConfigureAwait(false);
        if (rows is not [var version]) return 0;
        NoteLatest(kind, key, version, readAt);
        return version;
    }

    /// <summary>A number read before a publication never replaces the one after it.</summary>
    private void NoteLatest(DefinitionKind kind, string key, int version, long readAt) =>
        _latest.AddOrUpdate((kind, key), (version, readAt), (_, known) => known.Version > version ? known : (version, readAt));

    private async Task<DefinitionVersion?> FirstAsync(string where, CancellationToken cancellationToken, params (string Name, object? Value)[] parameters)
    {
        var rows = await database.QueryAsync($"select {DefinitionRows.Columns} from definition_version where {where}", DefinitionRows.Read, cancellationToken, parameters).ConfigureAwait(false);
        return rows.FirstOrDefault();
    }
}
