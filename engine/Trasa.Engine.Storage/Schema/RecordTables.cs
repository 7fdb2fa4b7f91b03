using Microsoft.EntityFrameworkCore;

namespace Trasa.Engine.Storage.Schema;

/// <summary>Why things are as they are: decisions taken. What was changed in records is kept beside their own tables.</summary>
internal static class RecordTables
{
    public static void Describe(ModelBuilder model)
    {
        TableDescription.Of(model, "decision_record")
            .Column<Guid>("id").Text("kind", "definition_key").Column<int?>("definition_version")
            .Column<Guid?>("instance_id").OptionalText("activity_id", "subject").Column<DateTimeOffset>("decided_at").Text("actor")
            .Text("inputs").OptionalText("result", "explanation")
            .Key("id")
            .Index("ix_decision_record_subject", ["subject", "decided_at"], "subject is not null")
            .Index("ix_decision_record_definition", ["definition_key", "decided_at"])
            .Index("ix_decision_record_instance", ["instance_id"], "instance_id is not null");
    }
}
