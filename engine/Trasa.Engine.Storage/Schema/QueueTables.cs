using Microsoft.EntityFrameworkCore;

namespace Trasa.Engine.Storage.Schema;

/// <summary>What is still to be done: stimuli, messages on their way out, messages that could not be read.</summary>
internal static class QueueTables
{
    public static void Describe(ModelBuilder model)
    {
        TableDescription.Of(model, "stimulus")
            .Column<Guid>("id").Text("kind", "name").OptionalText("correlation_id").Column<Guid?>("instance_id").Column<Guid?>("bookmark_id")
            .OptionalText("payload").Column<DateTimeOffset>("due_at").Column<DateTimeOffset?>("keep_until")
            .OptionalText("deduplication_key", "caused_by", "activity_id")
            .Column<Guid?>("parent_id").Column<int?>("version").Column<int?>("depth").Column<DateTimeOffset>("created_at")
            .Text("state").Column<int>("attempts").Column<DateTimeOffset?>("lease_until").OptionalText("error")
            .Key("id")
            .Index("ix_stimulus_due", ["due_at", "id"], "state = 'Ready'")
            .Index("ix_stimulus_kept", ["name", "correlation_id"], "state = 'Kept'")
            .Index("ix_stimulus_bookmark", ["bookmark_id"], "bookmark_id is not null");

        // Outlives its stimulus, so that a repetition is known as one after the first was delivered.
        TableDescription.Of(model, "stimulus_key")
            .Text("key").Column<Guid>("stimulus_id").Column<DateTimeOffset>("seen_at")
            .Key("key")
            .Index("ix_stimulus_key_seen", ["seen_at"]);

        TableDescription.Of(model, "outbox")
            .Column<Guid>("id").Text("channel", "idempotency_key", "payload").Column<DateTimeOffset>("due_at")
            .Column<Guid?>("instance_id").OptionalText("subject").Column<DateTimeOffset>("created_at")
            .Text("state").Column<int>("attempts").Column<DateTimeOffset?>("lease_until").OptionalText("error")
            .Key("id")
            .Index("ix_outbox_key", ["idempotency_key"], unique: true)
            .Index("ix_outbox_due", ["due_at", "id"], "state = 'Ready'")
            .Index("ix_outbox_dead", ["created_at", "id"], "state = 'Dead'");

        // Who works here. A host whose lease has ended may not commit until it has taken a new one.
        TableDescription.Of(model, "engine_host")
            .Column<Guid>("id").Text("name").Column<DateTimeOffset>("started_at").Column<DateTimeOffset>("lease_until")
            .Key("id");

        TableDescription.Of(model, "quarantine")
            .Column<Guid>("id").Text("channel").Column<DateTimeOffset>("received_at").Text("reason").Column<byte[]>("content")
            .Text("state").Column<int>("attempts").Column<DateTimeOffset?>("last_attempt_at").OptionalText("source", "resolved_by")
            .Column<Guid?>("message_id").Column<Guid?>("instance_id")
            .Key("id")
            .Index("ix_quarantine_state", ["state", "received_at"])
            .Index("ix_quarantine_message", ["message_id"], "message_id is not null", unique: true)
            .Index("ix_quarantine_instance", ["instance_id"], "instance_id is not null");

        // What came in, byte for byte.
        TableDescription.Of(model, "message_source")
            .Column<Guid>("message_id").Column<DateTimeOffset>("received_at").OptionalText("source").Column<byte[]>("content")
            .Key("message_id");
    }
}
