using Trasa.Crm.Metadata;
using Trasa.Crm.Schema;
using Trasa.Engine.Stores;

namespace Trasa.Crm.Records;

/// <summary>Rights on one record, decided by the database with the same conditions that filter lists.</summary>
internal static class RecordAccess
{
    public static Task<bool> HoldsAsync(RecordConnection connection, RecordType type, Guid id, Authority authority, RecordOperation operation, CancellationToken cancellationToken) =>
        HoldsAsync(connection, type, id, authority, operation, byName: operation == RecordOperation.Create, cancellationToken);

    /// <summary>
    /// Whether the record, as it is saved now, may name the owners that it names: the actor might have created it so, or it
    /// is still theirs by name. Without that a grant for one's own would be one for everybody's.
    /// </summary>
    public static async Task<bool> MayBeOwnedAsync(RecordConnection connection, RecordType type, Guid id, Authority authority, CancellationToken cancellationToken) =>
        await HoldsAsync(connection, type, id, authority, RecordOperation.Create, byName: true, cancellationToken).ConfigureAwait(false)
        || await HoldsAsync(connection, type, id, authority, RecordOperation.Update, byName: true, cancellationToken).ConfigureAwait(false);

    private static async Task<bool> HoldsAsync(RecordConnection connection, RecordType type, Guid id, Authority authority, RecordOperation operation, bool byName, CancellationToken cancellationToken)
    {
        if (authority.IsUnlimited) return true;
        var sql = new SqlText();
        sql.Add($"select 1 from {SqlName.Table(type.Key)} r where r.id = {sql.Value(id)} and ");
        authority.AppendTo(sql, type, operation, byName);
        return await connection.Command(sql).QueryFirstAsync(_ => true, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The record without the fields that the actor may not see.</summary>
    public static Record Visible(Record record, RecordType type, Authority authority)
    {
        if (authority.IsUnlimited || type.Fields.All(authority.CanSee)) return record;
        return record with
        {
            Values = record.Values.Where(entry => authority.CanSee(type[entry.Key])).ToDictionary(StringComparer.Ordinal),
        };
    }
}
