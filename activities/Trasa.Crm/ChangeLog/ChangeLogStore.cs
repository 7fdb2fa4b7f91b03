using System.Data.Common;
using Trasa.Crm.Records;
using Trasa.Engine.Stores;

namespace Trasa.Crm.ChangeLog;

/// <summary>The change log of all records: appended by the data services, never changed.</summary>
internal static class ChangeLogStore
{
    public static Task AppendAsync(IUnitOfWork work, RecordChange change, CancellationToken cancellationToken) => work.Command(
        """
        insert into record_change (id, type, record_id, revision, at, kind, actor_id, actor, on_behalf_of, instance_id, activity_id, changes)
        values (@id, @type, @record, @revision, @at, @kind, @actorId, @actor, @onBehalfOf, @instance, @activity, @changes)
        """,
        ("id", change.Id), ("type", change.Record.Type), ("record", change.Record.Id), ("revision", change.Revision), ("at", change.At),
        ("kind", change.Kind), ("actorId", change.ActorId), ("actor", change.Actor), ("onBehalfOf", change.OnBehalfOf),
        ("instance", change.Cause?.InstanceId), ("activity", change.Cause?.ActivityId), ("changes", RecordJson.Write(change.Fields)))
        .ExecuteAsync(cancellationToken);

    /// <param name="connection">Where to read.</param>
    /// <param name="record">Whose changes.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="after">Only those that came after this revision.</param>
    public static Task<List<RecordChange>> ReadAsync(RecordConnection connection, RecordReference record, CancellationToken cancellationToken, long after = 0) => connection.Command(
        """
        select c.id, c.type, c.record_id, c.revision, c.at, c.kind, c.actor_id, c.actor, c.on_behalf_of, c.instance_id, c.activity_id, c.changes, d.name
        from record_change c
        left join workflow_instance i on i.id = c.instance_id
        left join definition_version d on d.kind = 'Workflow' and d.key = i.definition_key and d.version = i.definition_version
        where c.type = @type and c.record_id = @id and c.revision > @after order by c.at, c.revision, c.id
        """,
        ("type", record.Type), ("id", record.Id), ("after", after)).QueryAsync(Read, cancellationToken);

    private static RecordChange Read(DbDataReader reader)
    {
        var instance = reader.GuidOrNull(9);
        var fields = (Dictionary<string, object?>)RecordJson.Read(reader.GetString(11))!;
        return new(
            reader.GetGuid(0), new(reader.GetString(1), reader.GetGuid(2)), reader.GetInt64(3), reader.Instant(4), Enum.Parse<ChangeKind>(reader.GetString(5)),
            reader.GuidOrNull(6), reader.GetString(7), reader.GuidOrNull(8),
            instance is { } id ? new ChangeCause(id, reader.StringOrNull(10) ?? "") : null,
            fields.ToDictionary(field => field.Key, field => ReadField((Dictionary<string, object?>)field.Value!), StringComparer.Ordinal),
            reader.StringOrNull(12));
    }

    private static FieldChange ReadField(Dictionary<string, object?> change) => new(change.GetValueOrDefault("old"), change.GetValueOrDefault("new"));
}
