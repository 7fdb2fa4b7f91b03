using System.Data.Common;
using System.Runtime.CompilerServices;
using Trasa.Decisions.Backtests;
using Trasa.Engine.Stores;

namespace Trasa.Activities.Deciding.Backtesting;

/// <summary>The stored decisions of a period, read in portions.</summary>
internal sealed class PastDecisions(IDatabase database)
{
    private const string Columns = "id, subject, decided_at, definition_version, inputs, result";

    public async Task<int> CountAsync(string key, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var connection = await database.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = connection.ConfigureAwait(false);
        return await connection.Command(
            "select count(*) from decision_record where definition_key = @key and decided_at >= @from and decided_at < @until", ("key", key), ("from", from), ("until", until))
            .QueryFirstAsync(row => Convert.ToInt32(row.GetValue(0), null), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>What sort of decision these are; null when there are none.</summary>
    public async Task<DecisionKind?> KindAsync(string key, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var connection = await database.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = connection.ConfigureAwait(false);
        return await connection.Command(
            "select kind from decision_record where definition_key = @key and decided_at >= @from and decided_at < @until order by decided_at desc limit 1",
            ("key", key), ("from", from), ("until", until))
            .QueryFirstAsync<DecisionKind?>(row => Enum.Parse<DecisionKind>(row.GetString(0)), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Oldest first. A portion is a list that the reader gives away.</summary>
    public async IAsyncEnumerable<List<PastDecision>> ReadAsync(
        string key, DateTimeOffset from, DateTimeOffset until, int portion, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var connection = await database.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = connection.ConfigureAwait(false);
        var command = connection.Command(
            $"select {Columns} from decision_record where definition_key = @key and decided_at >= @from and decided_at < @until order by decided_at",
            ("key", key), ("from", from), ("until", until));
        await using var __ = command.ConfigureAwait(false);
        var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var ___ = reader.ConfigureAwait(false);
        var read = new List<PastDecision>(portion);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            read.Add(Past(reader));
            if (read.Count < portion) continue;
            yield return read;
            read = new(portion);
        }

        if (read.Count > 0) yield return read;
    }

    /// <summary>The last decision of each other definition about each subject.</summary>
    public async Task<List<(string Key, PastDecision Past)>> AboutAsync(IReadOnlyList<string> subjects, string exceptKey, CancellationToken cancellationToken)
    {
        var connection = await database.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = connection.ConfigureAwait(false);
        var names = string.Join(", ", subjects.Select((_, index) => $"@s{index}"));
        (string, object?)[] parameters = [("key", exceptKey), ("kind", DecisionKind.Decision), .. subjects.Select((subject, index) => ($"s{index}", (object?)subject))];
        var all = await connection.Command(
            $"select {Columns}, definition_key from decision_record where subject in ({names}) and kind = @kind and definition_key <> @key order by decided_at", parameters)
            .QueryAsync(row => (Key: row.GetString(6), Past: Past(row)), cancellationToken).ConfigureAwait(false);
        return [.. all.GroupBy(one => (one.Key, one.Past.Subject)).Select(group => group.Last())];
    }

    private static PastDecision Past(DbDataReader row) => new(
        row.GetGuid(0), row.StringOrNull(1), row.Instant(2), row.IsDBNull(3) ? null : row.GetInt32(3), row.GetString(4), row.StringOrNull(5));
}
