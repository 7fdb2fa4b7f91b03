using Trasa.Crm.Metadata;
using Trasa.Crm.Records;
using Trasa.Engine.Doors;
using Trasa.Engine.Stores;

namespace Trasa.Crm.ChangeLog;

internal sealed class RecordChangeLog(IDatabase database, IRecordTypes types) : IChangeLog
{
    public async Task<IReadOnlyList<RecordChange>> ReadAsync(RecordReference record, Actor actor, CancellationToken cancellationToken)
    {
        var type = types.Current[record.Type];
        var connection = await RecordConnection.OpenAsync(database, null, cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            var authority = await Authority.OfAsync(connection, actor, cancellationToken).ConfigureAwait(false);
            var changes = await ChangeLogStore.ReadAsync(connection, record, cancellationToken).ConfigureAwait(false);
            if (authority.IsUnlimited) return changes;
            if (!await RecordAccess.HoldsAsync(connection, type, record.Id, authority, RecordOperation.Read, cancellationToken).ConfigureAwait(false)) return [];
            return [.. changes.Select(change => change with { Fields = Visible(type, change.Fields, authority) }).Where(change => change.Fields.Count > 0)];
        }
    }

    private static Dictionary<string, FieldChange> Visible(RecordType type, IReadOnlyDictionary<string, FieldChange> fields, Authority authority) =>
        fields.Where(field => type.Find(field.Key) is { } declared && authority.CanSee(declared)).ToDictionary(StringComparer.Ordinal);
}
