using Microsoft.EntityFrameworkCore;

namespace Trasa.Engine.Storage.Schema;

/// <summary>What runs: instances, where they wait, what happened to them, what went wrong.</summary>
internal static class InstanceTables
{
    public static void Describe(ModelBuilder model)
    {
        TableDescription.Of(model, "workflow_instance")
            .Column<Guid>("id").Text("definition_key").Column<int>("definition_version").Text("status")
            .OptionalText("name", "correlation_id").Column<Guid?>("parent_id").Column<Guid?>("parent_bookmark_id").Column<Guid?>("cause_id")
            .Column<byte[]>("state").Column<long>("revision")
            .Column<DateTimeOffset>("created_at").Column<DateTimeOffset>("updated_at").Column<DateTimeOffset?>("finished_at")
            .Key("id")
            .Index("ix_workflow_instance_definition", ["definition_key", "definition_version", "status"])
            .Index("ix_workflow_instance_correlation", ["correlation_id"], "correlation_id is not null")
            .Index("ix_workflow_instance_parent", ["parent_id"], "parent_id is not null")
            .Index("ix_workflow_instance_created", ["created_at", "id"]);

        TableDescription.Of(model, "bookmark")
            .Column<Guid>("id").Column<Guid>("instance_id").Text("activity_id", "kind", "name").OptionalText("correlation_id", "payload")
            .Column<DateTimeOffset>("created_at").Column<DateTimeOffset?>("due").OptionalText("due_explanation")
            .Column<int>("attempts").Column<DateTimeOffset?>("lease_until").Column<bool>("parked")
            .Key("id")
            .Index("ix_bookmark_instance", ["instance_id"])
            .Index("ix_bookmark_waiting", ["kind", "name", "correlation_id"])
            .Index("ix_bookmark_due", ["due", "id"], "due is not null")
            .Index("ix_bookmark_lease", ["lease_until"], "lease_until is not null");

        // A page per burst (JournalPage), under the sequence of its last entry.
        TableDescription.Of(model, "journal")
            .Column<Guid>("instance_id").Column<int>("sequence").Column<byte[]>("page")
            .Key("instance_id", "sequence");

        TableDescription.Of(model, "incident")
            .Column<Guid>("id").Column<Guid>("instance_id").OptionalText("activity_id", "activity_type").Text("message").OptionalText("detail")
            .Column<DateTimeOffset>("occurred_at").Column<DateTimeOffset?>("resolved_at").OptionalText("resolved_by", "resolution")
            .Key("id")
            .Index("ix_incident_instance", ["instance_id"])
            .Index("ix_incident_open", ["occurred_at", "id"], "resolved_at is null");

        // Who has passed a once-guard, and for which silence.
        TableDescription.Of(model, "once_guard")
            .Text("scope", "key").Column<DateTimeOffset>("passed_at").Column<DateTimeOffset?>("since").Column<int>("times")
            .Key("scope", "key");
    }
}
