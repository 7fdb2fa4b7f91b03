using Trasa.Crm.Metadata;
using Trasa.Crm.Schema;
using Trasa.Engine.Doors;
using Trasa.Engine.Stores;

namespace Trasa.Crm.Records;

internal sealed class RecordTitles(IDatabase database, IRecordTypes types) : IRecordTitles
{
    // Fewer parameters than either database allows in one statement.
    private const int Batch = 500;

    public async Task<IReadOnlyDictionary<RecordReference, string>> OfAsync(IEnumerable<RecordReference> records, Actor actor, CancellationToken cancellationToken)
    {
        var titles = new Dictionary<RecordReference, string>();
        var wanted = records.Distinct().Where(record => types.Current.Find(record.Type) is not null).ToList();
        if (wanted.Count == 0) return titles;
        var connection = await RecordConnection.OpenAsync(database, null, cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            var authority = await Authority.OfAsync(connection, actor, cancellationToken).ConfigureAwait(false);
            foreach (var batch in wanted.GroupBy(record => record.Type).SelectMany(group => group.Chunk(Batch)))
            {
                var type = types.Current[batch[0].Type];
                var sql = new SqlText();
                sql.Add($"select r.id, r.{SqlName.Column(type.TitleField)} from {SqlName.Table(type.Key)} r where r.id in ({string.Join(", ", batch.Select(record => sql.Value(record.Id)))}) and ");
                authority.AppendTo(sql, type, RecordOperation.Read);
                var rows = await connection.Command(sql)
                    .QueryAsync(reader => (Id: reader.GetGuid(0), Title: reader.StringOrNull(1)), cancellationToken).ConfigureAwait(false);
                foreach (var (id, title) in rows) titles[new(type.Key, id)] = title ?? $"({type.Label})";
            }
        }

        return titles;
    }

    public Task<IReadOnlyDictionary<RecordReference, string>> OfReferencesAsync(IEnumerable<Record> records, Actor actor, CancellationToken cancellationToken) =>
        OfAsync(records.SelectMany(References), actor, cancellationToken);

    private IEnumerable<RecordReference> References(Record record)
    {
        var type = types.Current[record.Type];
        foreach (var (name, value) in record.Values)
        {
            if (value is null || type.Find(name) is not { } field) continue;
            if (field.IsOpenReference && RecordReference.TryParse(value as string, out var open)) yield return open;
            else if (field.Target is { } target)
                foreach (var id in value is IReadOnlyList<object?> list ? list.OfType<Guid>() : [(Guid)value])
                    yield return new(target, id);
        }
    }
}
