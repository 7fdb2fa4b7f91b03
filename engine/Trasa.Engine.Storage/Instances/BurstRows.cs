using System.Runtime.InteropServices;
using Trasa.Engine.Bookmarks;
using Trasa.Engine.Incidents;
using Trasa.Engine.Instances;
using Trasa.Engine.Journal;
using Trasa.Engine.Storage.Sql;

namespace Trasa.Engine.Storage.Instances;

/// <summary>How the parts of a burst become rows.</summary>
internal static class BurstRows
{
    private static readonly Column<StoredInstance, Guid> Id = new("id", "uuid", row => row.Id);
    private static readonly Column<StoredInstance, int> Version = new("definition_version", "integer", row => row.DefinitionVersion);
    private static readonly Column<StoredInstance, string> Status = new("status", "text", row => row.Status.ToString());
    private static readonly Column<StoredInstance, string?> Name = new("name", "text", row => row.Name);
    private static readonly Column<StoredInstance, string?> Correlation = new("correlation_id", "text", row => row.CorrelationId);
    private static readonly Column<StoredInstance, byte[]> State = new("state", "bytea", row => Bytes(row.State));
    private static readonly Column<StoredInstance, long> Revision = new("revision", "bigint", row => row.Revision);
    private static readonly Column<StoredInstance, DateTimeOffset> UpdatedAt = new("updated_at", "timestamptz", row => row.UpdatedAt.ToUniversalTime());
    private static readonly Column<StoredInstance, DateTimeOffset?> FinishedAt = new("finished_at", "timestamptz", row => row.FinishedAt?.ToUniversalTime());

    public static readonly BulkStatement<StoredInstance> InsertInstance = BulkStatement<StoredInstance>.Insert(
        "workflow_instance", "",
        Id,
        new Column<StoredInstance, string>("definition_key", "text", row => row.DefinitionKey),
        Version, Status, Name, Correlation,
        new Column<StoredInstance, Guid?>("parent_id", "uuid", row => row.ParentId),
        new Column<StoredInstance, Guid?>("parent_bookmark_id", "uuid", row => row.ParentBookmarkId),
        State, Revision,
        new Column<StoredInstance, DateTimeOffset>("created_at", "timestamptz", row => row.CreatedAt.ToUniversalTime()),
        UpdatedAt, FinishedAt,
        new Column<StoredInstance, Guid?>("cause_id", "uuid", row => row.CauseId));

    /// <summary>Fenced by the revision: another burst that came first leaves nothing to update.</summary>
    public static readonly BulkStatement<StoredInstance> UpdateInstance = new(
        """
        update workflow_instance set definition_version = @definition_version, status = @status, name = @name,
            correlation_id = @correlation_id, state = @state, revision = @revision, updated_at = @updated_at, finished_at = @finished_at
        where id = @id and revision = @revision - 1
        """,
        $"""
        update workflow_instance i set definition_version = c.definition_version, status = c.status, name = c.name,
            correlation_id = c.correlation_id, state = c.state, revision = c.revision, updated_at = c.updated_at, finished_at = c.finished_at
        from {BulkStatement<StoredInstance>.Unnest(Id, Version, Status, Name, Correlation, State, Revision, UpdatedAt, FinishedAt)}
        where i.id = c.id and i.revision = c.revision - 1
        """,
        Id, Version, Status, Name, Correlation, State, Revision, UpdatedAt, FinishedAt);

    public static readonly BulkStatement<Guid> DeleteBookmark = Delete("bookmark");

    public static readonly BulkStatement<Guid> DeleteStimulus = Delete("stimulus");

    public static readonly BulkStatement<Bookmark> InsertBookmark = BulkStatement<Bookmark>.Insert(
        "bookmark", "",
        new Column<Bookmark, Guid>("id", "uuid", row => row.Id),
        new Column<Bookmark, Guid>("instance_id", "uuid", row => row.InstanceId),
        new Column<Bookmark, string>("activity_id", "text", row => row.ActivityId),
        new Column<Bookmark, string>("kind", "text", row => row.Kind),
        new Column<Bookmark, string>("name", "text", row => row.Name),
        new Column<Bookmark, string?>("correlation_id", "text", row => row.CorrelationId),
        new Column<Bookmark, string?>("payload", "text", row => row.Payload),
        new Column<Bookmark, DateTimeOffset>("created_at", "timestamptz", row => row.CreatedAt.ToUniversalTime()),
        new Column<Bookmark, DateTimeOffset?>("due", "timestamptz", row => row.Due?.ToUniversalTime()),
        new Column<Bookmark, string?>("due_explanation", "text", row => row.DueExplanation),
        new Column<Bookmark, int>("attempts", "integer", _ => 0),
        new Column<Bookmark, bool>("parked", "boolean", _ => false));

    public static readonly BulkStatement<JournalRow> InsertJournal = BulkStatement<JournalRow>.Insert(
        "journal", "",
        new Column<JournalRow, Guid>("instance_id", "uuid", row => row.InstanceId),
        new Column<JournalRow, int>("sequence", "integer", row => row.Sequence),
        new Column<JournalRow, byte[]>("page", "bytea", row => row.Page));

    public static readonly BulkStatement<Incident> InsertIncident = BulkStatement<Incident>.Insert(
        "incident", "",
        new Column<Incident, Guid>("id", "uuid", row => row.Id),
        new Column<Incident, Guid>("instance_id", "uuid", row => row.InstanceId),
        new Column<Incident, string?>("activity_id", "text", row => row.ActivityId),
        new Column<Incident, string?>("activity_type", "text", row => row.ActivityType),
        new Column<Incident, string>("message", "text", row => row.Message),
        new Column<Incident, string?>("detail", "text", row => row.Detail),
        new Column<Incident, DateTimeOffset>("occurred_at", "timestamptz", row => row.OccurredAt.ToUniversalTime()),
        new Column<Incident, DateTimeOffset?>("resolved_at", "timestamptz", row => row.ResolvedAt?.ToUniversalTime()),
        new Column<Incident, string?>("resolved_by", "text", row => row.ResolvedBy),
        new Column<Incident, string?>("resolution", "text", row => row.Resolution));

    /// <summary>An event that was kept because nobody waited is due again as soon as somebody does.</summary>
    public static readonly BulkStatement<Bookmark> WakeKeptEvents = new(
        """
        update stimulus set state = 'Ready', attempts = 0, lease_until = null
        where state = 'Kept' and name = @name and (correlation_id is null or @correlation_id is null or correlation_id = @correlation_id)
        """,
        """
        update stimulus s set state = 'Ready', attempts = 0, lease_until = null
        from unnest($1::text[], $2::text[]) as c(name, correlation_id)
        where s.state = 'Kept' and s.name = c.name and (s.correlation_id is null or c.correlation_id is null or s.correlation_id = c.correlation_id)
        """,
        new Column<Bookmark, string>("name", "text", row => row.Name),
        new Column<Bookmark, string?>("correlation_id", "text", row => row.CorrelationId));

    private static BulkStatement<Guid> Delete(string table) => new(
        $"delete from {table} where id = @id",
        $"delete from {table} where id = any($1)",
        new Column<Guid, Guid>("id", "uuid", id => id));

    private static byte[] Bytes(ReadOnlyMemory<byte> state) =>
        MemoryMarshal.TryGetArray(state, out var segment) && segment.Offset == 0 && segment.Count == segment.Array!.Length
            ? segment.Array
            : state.ToArray();
}

/// <summary>The journal of a burst, under the sequence of its last entry.</summary>
internal readonly record struct JournalRow(Guid InstanceId, int Sequence, byte[] Page)
{
    public static JournalRow? Of(BurstCommit commit) =>
        commit.Journal is [.., var last] ? new(last.InstanceId, last.Sequence, JournalPage.Write(commit.Journal)) : null;
}
