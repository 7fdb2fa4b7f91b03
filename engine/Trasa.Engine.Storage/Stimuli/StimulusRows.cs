using Trasa.Engine.Outbox;
using Trasa.Engine.Stimuli;
using Trasa.Engine.Storage.Sql;

namespace Trasa.Engine.Storage.Stimuli;

/// <summary>A stimulus or message with the instant that it was stored at.</summary>
internal readonly record struct Stored<T>(T Item, DateTimeOffset At);

internal static class StimulusRows
{
    /// <summary>Remembers the key; a stimulus whose key is known already is not stored.</summary>
    public static readonly BulkStatement<Stored<Stimulus>> RememberKey = BulkStatement<Stored<Stimulus>>.Insert(
        "stimulus_key", "on conflict (key) do nothing",
        new Column<Stored<Stimulus>, string>("key", "text", row => row.Item.DeduplicationKey!),
        new Column<Stored<Stimulus>, Guid>("stimulus_id", "uuid", row => row.Item.Id),
        new Column<Stored<Stimulus>, DateTimeOffset>("seen_at", "timestamptz", row => row.At.ToUniversalTime()));

    private static readonly Column<Stored<Stimulus>>[] Columns =
    [
        new Column<Stored<Stimulus>, Guid>("id", "uuid", row => row.Item.Id),
        new Column<Stored<Stimulus>, string>("kind", "text", row => row.Item.Kind.ToString()),
        new Column<Stored<Stimulus>, string>("name", "text", row => row.Item.Name),
        new Column<Stored<Stimulus>, string?>("correlation_id", "text", row => row.Item.CorrelationId),
        new Column<Stored<Stimulus>, Guid?>("instance_id", "uuid", row => row.Item.InstanceId),
        new Column<Stored<Stimulus>, Guid?>("bookmark_id", "uuid", row => row.Item.BookmarkId),
        new Column<Stored<Stimulus>, string?>("payload", "text", row => row.Item.Payload),
        new Column<Stored<Stimulus>, DateTimeOffset>("due_at", "timestamptz", row => row.Item.DueAt.ToUniversalTime()),
        new Column<Stored<Stimulus>, DateTimeOffset?>("keep_until", "timestamptz", row => row.Item.KeepUntil?.ToUniversalTime()),
        new Column<Stored<Stimulus>, string?>("deduplication_key", "text", row => row.Item.DeduplicationKey),
        new Column<Stored<Stimulus>, string?>("caused_by", "text", row => row.Item.CausedBy),
        new Column<Stored<Stimulus>, Guid?>("parent_id", "uuid", row => row.Item.ParentId),
        new Column<Stored<Stimulus>, string?>("activity_id", "text", row => row.Item.ActivityId),
        new Column<Stored<Stimulus>, int?>("version", "integer", row => row.Item.Version),
        new Column<Stored<Stimulus>, int?>("depth", "integer", row => row.Item.Depth),
        new Column<Stored<Stimulus>, DateTimeOffset>("created_at", "timestamptz", row => row.At.ToUniversalTime()),
        new Column<Stored<Stimulus>, string>("state", "text", _ => "Ready"),
        new Column<Stored<Stimulus>, int>("attempts", "integer", _ => 0),
    ];

    private static readonly string Names = string.Join(", ", Columns.Select(column => column.Name));

    public static readonly BulkStatement<Stored<Stimulus>> Insert = new(
        $"""
        insert into stimulus ({Names}) select {string.Join(", ", Columns.Select(column => "@" + column.Name))}
        where @deduplication_key is null or exists (select 1 from stimulus_key k where k.key = @deduplication_key and k.stimulus_id = @id)
        """,
        $"""
        insert into stimulus ({Names}) select c.* from {BulkStatement<Stored<Stimulus>>.Unnest(Columns)}
        where c.deduplication_key is null or exists (select 1 from stimulus_key k where k.key = c.deduplication_key and k.stimulus_id = c.id)
        """,
        Columns);

    public static readonly BulkStatement<Stored<OutboxMessage>> InsertMessage = BulkStatement<Stored<OutboxMessage>>.Insert(
        "outbox", "on conflict (idempotency_key) do nothing",
        new Column<Stored<OutboxMessage>, Guid>("id", "uuid", row => row.Item.Id),
        new Column<Stored<OutboxMessage>, string>("channel", "text", row => row.Item.Channel),
        new Column<Stored<OutboxMessage>, string>("idempotency_key", "text", row => row.Item.IdempotencyKey),
        new Column<Stored<OutboxMessage>, string>("payload", "text", row => row.Item.Payload),
        new Column<Stored<OutboxMessage>, DateTimeOffset>("due_at", "timestamptz", row => row.Item.DueAt.ToUniversalTime()),
        new Column<Stored<OutboxMessage>, Guid?>("instance_id", "uuid", row => row.Item.InstanceId),
        new Column<Stored<OutboxMessage>, string?>("subject", "text", row => row.Item.Subject),
        new Column<Stored<OutboxMessage>, DateTimeOffset>("created_at", "timestamptz", row => row.At.ToUniversalTime()),
        new Column<Stored<OutboxMessage>, string>("state", "text", _ => "Ready"),
        new Column<Stored<OutboxMessage>, int>("attempts", "integer", _ => 0));
}
