using Microsoft.EntityFrameworkCore;

namespace Trasa.Engine.Storage.Schema;

/// <summary>What people write: drafts and versions, and which events start which workflow.</summary>
internal static class DefinitionTables
{
    public static void Describe(ModelBuilder model)
    {
        TableDescription.Of(model, "definition_version")
            .Text("kind", "key").Column<int>("version").Text("name", "content", "content_hash").OptionalText("pack")
            .Column<DateTimeOffset>("created_at").Text("created_by")
            .Column<DateTimeOffset?>("published_at").OptionalText("published_by", "notes").Column<int>("revision")
            .Key("kind", "key", "version")
            .Index("ix_definition_draft", ["kind", "key"], "published_at is null", unique: true);

        TableDescription.Of(model, "workflow_trigger")
            .Text("definition_key", "activity_id").Column<int>("definition_version").Text("kind", "name").OptionalText("correlation_id")
            .Key("definition_key", "activity_id")
            .Index("ix_workflow_trigger_name", ["kind", "name"]);

        // What is handed in for publication keeps its own copy of the content: the draft may go on changing.
        TableDescription.Of(model, "publication")
            .Column<Guid>("id").Text("kind", "key", "name", "content", "state", "requested_by").Column<Guid?>("requested_by_id")
            .Column<DateTimeOffset>("requested_at").Column<DateTimeOffset?>("valid_from").OptionalText("notes", "authors", "decided_by", "decision_note")
            .Column<DateTimeOffset?>("decided_at").Column<int?>("version")
            .Key("id")
            .Index("ix_publication_key", ["kind", "key", "requested_at"])
            .Index("ix_publication_open", ["state", "valid_from"], "state in ('Requested', 'Approved')");

        TableDescription.Of(model, "draft_author")
            .Text("kind", "key").Column<Guid>("author_id").Text("author").Column<DateTimeOffset>("edited_at")
            .Key("kind", "key", "author_id");
    }
}
