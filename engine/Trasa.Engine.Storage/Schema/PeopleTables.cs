using Microsoft.EntityFrameworkCore;

namespace Trasa.Engine.Storage.Schema;

/// <summary>Work for people: user tasks, the assignment of records, the clocks that run beside them.</summary>
internal static class PeopleTables
{
    public static void Describe(ModelBuilder model)
    {
        DescribeTasks(model);
        DescribeAssignment(model);
        DescribeClocks(model);
    }

    private static void DescribeTasks(ModelBuilder model)
    {
        TableDescription.Of(model, "work_item")
            .Column<Guid>("id").Column<Guid>("instance_id").Text("activity_id").Column<Guid>("bookmark_id")
            .Text("kind", "title").OptionalText("description", "subject", "form").Text("outcomes", "priority", "scope", "candidates", "excluded")
            .Column<DateTimeOffset>("created_at").Column<DateTimeOffset?>("due_at").OptionalText("due_explanation").Column<DateTimeOffset?>("reminder_at")
            .Text("status").Column<Guid?>("assignee_id").Column<Guid?>("assignee_for").Column<DateTimeOffset?>("taken_at")
            .OptionalText("outcome", "comment", "form_values").Column<Guid?>("ended_by").Column<Guid?>("ended_for").Column<DateTimeOffset?>("ended_at")
            .Column<int?>("form_version")
            .Key("id")
            .Index("ix_work_item_instance", ["instance_id"])
            .Index("ix_work_item_subject", ["subject", "created_at"], "subject is not null")
            .Index("ix_work_item_open", ["created_at", "id"], "status = 'Open'")
            .Index("ix_work_item_taken", ["assignee_id"], "status = 'Taken'")
            .Index("ix_work_item_ended", ["ended_by", "ended_at"], "ended_by is not null");

        TableDescription.Of(model, "work_item_candidate")
            .Column<Guid>("work_item_id").Text("address")
            .Key("work_item_id", "address")
            .Index("ix_work_item_candidate_address", ["address"]);

        TableDescription.Of(model, "work_item_event")
            .Column<Guid>("work_item_id").Column<int>("sequence").Column<DateTimeOffset>("at").Text("event")
            .Column<Guid?>("actor_id").Text("actor").Column<Guid?>("on_behalf_of").OptionalText("on_behalf_of_name", "comment")
            .Key("work_item_id", "sequence");
    }

    private static void DescribeAssignment(ModelBuilder model)
    {
        // Whose turn it is: outlives the cases, so that a quiet week does not make everybody equal.
        TableDescription.Of(model, "assignment_turn")
            .Column<Guid>("user_id").Column<DateTimeOffset>("assigned_at")
            .Key("user_id");

        // An assignment that the record does not show yet counts as load all the same.
        TableDescription.Of(model, "assignment_offer")
            .Text("subject").Column<Guid>("team_id").Column<Guid>("user_id").Text("priority").Column<DateTimeOffset>("offered_at")
            .Column<Guid>("decision_record_id")
            .Key("subject")
            .Index("ix_assignment_offer_user", ["user_id"]);

        TableDescription.Of(model, "assignment_queue")
            .Text("subject").Column<Guid>("team_id").Text("priority").Column<DateTimeOffset>("arrived_at").Column<DateTimeOffset>("queued_at")
            .Text("request", "reason")
            .Key("subject")
            .Index("ix_assignment_queue_team", ["team_id", "arrived_at"]);
    }

    private static void DescribeClocks(ModelBuilder model)
    {
        TableDescription.Of(model, "sla_clock")
            .Column<Guid>("id").Text("subject", "target", "policy", "calendar", "duration").OptionalText("warn_before").Text("priority", "state")
            .Column<DateTimeOffset>("started_at").Column<DateTimeOffset>("due_at").Column<DateTimeOffset?>("warn_at").Text("explanation")
            .Column<DateTimeOffset?>("paused_at").Column<DateTimeOffset?>("warned_at").Column<DateTimeOffset?>("breached_at").Column<DateTimeOffset?>("ended_at")
            .Column<DateTimeOffset?>("acknowledged_at").Column<Guid?>("decision_record_id").Column<long>("revision")
            .Key("id")
            .Index("ux_sla_clock_open", ["subject", "target"], "ended_at is null", unique: true)
            .Index("ix_sla_clock_subject", ["subject", "started_at"])
            .Index("ix_sla_clock_due", ["due_at"], "ended_at is null")
            .Index("ix_sla_clock_policy", ["policy"], "ended_at is null");

        TableDescription.Of(model, "sla_ledger")
            .Column<Guid>("clock_id").Column<int>("sequence").Column<DateTimeOffset>("at").Text("entry", "reason")
            .Column<DateTimeOffset?>("old_due").Column<DateTimeOffset?>("new_due").Column<Guid?>("actor_id").Text("actor").OptionalText("explanation")
            .Key("clock_id", "sequence")
            .Index("ix_sla_ledger_at", ["at"]);
    }
}
