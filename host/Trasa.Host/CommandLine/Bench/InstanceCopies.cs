using Trasa.Engine.Doors;
using Trasa.Engine.Stores;

namespace Trasa.Host.CommandLine.Bench;

/// <summary>
/// Fills the tables with copies of an instance that really ran: its rows as the engine wrote them, under new identifiers
/// wherever the old ones stand, so that a copy can be resumed like the first. A million take a minute instead of an hour.
/// </summary>
internal sealed class InstanceCopies(IDatabase database, IIdentifiers identifiers)
{
    /// <summary>Copies per transaction.</summary>
    private const int Batch = 1_000;

    /// <summary>Where an instance stands, and the column that tells whose row it is.</summary>
    private static readonly (string Table, string Owner)[] Tables = [("workflow_instance", "id"), ("bookmark", "instance_id"), ("journal", "instance_id")];

    /// <summary>Copies whose bookmarks the caller is told of.</summary>
    private const int Sample = 400;

    /// <summary>Gives bookmarks of some of the copies, spread over all of them.</summary>
    public async Task<IReadOnlyList<Guid>> WriteAsync(Guid instance, int count, CancellationToken cancellationToken)
    {
        var rows = new List<RowToCopy>();
        await using (var connection = await database.OpenAsync(cancellationToken))
        {
            foreach (var (table, owner) in Tables) rows.AddRange(await RowToCopy.ReadAsync(connection, table, owner, instance, cancellationToken));
        }

        var bookmarks = rows.Where(row => row.Table == "bookmark").Select(row => row.Id).ToList();
        var (sample, stride) = (new List<Guid>(), Math.Max(1, count / Sample));
        for (var written = 0; written < count; written += Batch)
        {
            var names = Enumerable.Range(0, Math.Min(Batch, count - written)).Select(_ => Names([instance, .. bookmarks])).ToList();
            await using var work = await database.BeginAsync(cancellationToken);
            foreach (var row in rows) await row.CopyAsync(work, names, cancellationToken);
            await work.CommitAsync(cancellationToken);
            sample.AddRange(names.Where((_, copy) => (written + copy) % stride == 0).SelectMany(name => bookmarks.Select(bookmark => name[bookmark])));
        }

        return sample;
    }

    /// <summary>As after a long life: the statistics are known, and nothing is left to be written behind the measurement's back.</summary>
    public async Task SettleAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var statements = database.Kind == DatabaseKind.PostgreSql
            ? Tables.Select(table => $"vacuum (analyze) {table.Table}").Append("checkpoint")
            : ["pragma wal_checkpoint(truncate)"];
        foreach (var statement in statements)
        {
            var command = connection.Command(statement);
            command.CommandTimeout = 0;
            await command.ExecuteAsync(cancellationToken);
        }
    }

    private Dictionary<Guid, Guid> Names(IEnumerable<Guid> old) => old.ToDictionary(id => id, _ => identifiers.Next());
}
