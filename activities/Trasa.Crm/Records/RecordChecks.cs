using Trasa.Crm.Metadata;
using Trasa.Crm.Schema;
using Trasa.Engine.Stores;

namespace Trasa.Crm.Records;

/// <summary>What only the database can tell of new values: whether references lead somewhere and unique values are free.</summary>
internal static class RecordChecks
{
    public static async Task CheckAsync(RecordConnection connection, RecordTypeSet types, RecordType type, Guid id, RecordDraft draft, IEnumerable<string> changed, CancellationToken cancellationToken)
    {
        foreach (var field in changed.Select(name => type[name]))
        {
            if (draft.Values[field.Name] is not { } value) continue;
            if (field.Unique) await CheckUniqueAsync(connection, type, field, id, value, draft, cancellationToken).ConfigureAwait(false);
            foreach (var reference in References(field, value))
                await CheckExistsAsync(connection, types, field, reference, draft, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Where records refer to this one, in words; null when none does.</summary>
    public static async Task<string?> ReferrersAsync(RecordConnection connection, RecordTypeSet types, RecordReference record, CancellationToken cancellationToken)
    {
        List<string> found = [];
        foreach (var (type, field) in types.All.SelectMany(type => type.Fields.Select(field => (type, field))))
        {
            if (field.Target != record.Type && !field.IsOpenReference) continue;
            var sql = new SqlText();
            var column = "r." + SqlName.Column(field.Name);
            sql.Add($"select count(*) from {SqlName.Table(type.Key)} r where ");
            sql.Add(field.IsList ? ConditionSql.Member(sql, column, record.Id) : $"{column} = {sql.Value(field.IsOpenReference ? record.ToString() : record.Id)}");
            var count = await connection.Command(sql).QueryFirstAsync(reader => reader.GetInt64(0), cancellationToken).ConfigureAwait(false);
            if (count > 0) found.Add($"{count} {(count == 1 ? type.Label : type.Plural)} ({field.Label})");
        }

        return found.Count == 0 ? null : string.Join(", ", found);
    }

    private static async Task CheckUniqueAsync(RecordConnection connection, RecordType type, RecordField field, Guid id, object value, RecordDraft draft, CancellationToken cancellationToken)
    {
        var column = SqlName.Column(field.Name);
        var match = RecordSchema.IsText(field) ? $"lower({column}) = lower(@value)" : $"{column} = @value";
        var taken = await connection.Command($"select 1 from {SqlName.Table(type.Key)} where {match} and id <> @id limit 1", ("value", RecordTable.Stored(field, value)), ("id", id))
            .QueryFirstAsync(_ => true, cancellationToken).ConfigureAwait(false);
        if (taken) draft.Problem(field.Name, $"{field.Label} '{value}' is taken by another {type.Label}.");
    }

    private static async Task CheckExistsAsync(RecordConnection connection, RecordTypeSet types, RecordField field, RecordReference reference, RecordDraft draft, CancellationToken cancellationToken)
    {
        if (types.Find(reference.Type) is null)
        {
            draft.Problem(field.Name, $"there is no record type '{reference.Type}'.");
            return;
        }

        // PostgreSQL keeps the row until the commit, so that it cannot be deleted in between; SQLite has one writer.
        var hold = connection.Kind == DatabaseKind.PostgreSql ? " for key share" : "";
        var there = await connection.Command($"select 1 from {SqlName.Table(reference.Type)} where id = @id{hold}", ("id", reference.Id))
            .QueryFirstAsync(_ => true, cancellationToken).ConfigureAwait(false);
        if (!there) draft.Problem(field.Name, $"there is no {reference.Type} {reference.Id}.");
    }

    private static IEnumerable<RecordReference> References(RecordField field, object value)
    {
        if (field.IsOpenReference) return RecordReference.TryParse((string)value, out var open) ? [open] : [];
        if (field.Target is not { } target) return [];
        return value is IReadOnlyList<object?> list ? list.Select(id => new RecordReference(target, (Guid)id!)) : [new RecordReference(target, (Guid)value)];
    }
}
