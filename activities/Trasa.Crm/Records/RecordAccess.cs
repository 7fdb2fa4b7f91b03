using Trasa.Crm.Metadata;
using Trasa.Crm.Schema;
using Trasa.Engine.Stores;

namespace Trasa.Crm.Records;

/// <summary>Rights on one record, decided by the database with the same conditions that filter lists.</summary>
internal static class RecordAccess
{
    public static async Task<bool> HoldsAsync(RecordConnection connection, RecordType type, Guid id, Authority authority, RecordOperation operation, CancellationToken cancellationToken)
    {
        if (authority.IsUnlimited) return true;
        var sql = new SqlText();
        sql.Add($"select 1 from {SqlName.Table(type.Key)} r where r.id = {sql.Value(id)} and ");
        authority.AppendTo(sql, type, operation);
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
