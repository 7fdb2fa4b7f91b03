using System.Data.Common;
using Trasa.Engine.Bookmarks;
using Trasa.Engine.Incidents;
using Trasa.Engine.Instances;
using Trasa.Engine.Stores;

namespace Trasa.Engine.Storage.Instances;

/// <summary>Rows back into records, by the column lists that stand beside them.</summary>
internal static class InstanceReader
{
    public const string InstanceColumns =
        "id, definition_key, definition_version, status, name, correlation_id, parent_id, parent_bookmark_id, state, revision, created_at, updated_at, finished_at, cause_id";

    public const int InstanceColumnCount = 14;

    public const int BookmarkColumnCount = 10;

    public const string BookmarkColumns = "id, instance_id, activity_id, kind, name, correlation_id, payload, created_at, due, due_explanation";

    public const string IncidentColumns =
        "id, instance_id, activity_id, activity_type, message, detail, occurred_at, resolved_at, resolved_by, resolution";

    public static string Prefixed(string alias, string columns) => string.Join(", ", columns.Split(", ").Select(column => $"{alias}.{column}"));

    public static StoredInstance Instance(DbDataReader row) => new(
        row.GetGuid(0), row.GetString(1), row.GetInt32(2), Enum.Parse<InstanceStatus>(row.GetString(3)), row.StringOrNull(4), row.StringOrNull(5),
        row.GuidOrNull(6), row.GuidOrNull(7), row.GetFieldValue<byte[]>(8), row.GetInt64(9), row.Instant(10), row.Instant(11), row.InstantOrNull(12), row.GuidOrNull(13));

    public static Bookmark Bookmark(DbDataReader row) => Bookmark(row, 0);

    public static Bookmark Bookmark(DbDataReader row, int at) => new(
        row.GetGuid(at), row.GetGuid(at + 1), row.GetString(at + 2), row.GetString(at + 3), row.GetString(at + 4), row.StringOrNull(at + 5), row.StringOrNull(at + 6),
        row.Instant(at + 7), row.InstantOrNull(at + 8), row.StringOrNull(at + 9));

    public static Incident Incident(DbDataReader row) => new(
        row.GetGuid(0), row.GetGuid(1), row.StringOrNull(2), row.StringOrNull(3), row.GetString(4), row.StringOrNull(5),
        row.Instant(6), row.InstantOrNull(7), row.StringOrNull(8), row.StringOrNull(9));
}
