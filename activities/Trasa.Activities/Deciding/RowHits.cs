using Trasa.Engine.Stores;

namespace Trasa.Activities.Deciding;

/// <summary>How often each row of a decision matched lately, counted from its records.</summary>
public sealed class RowHits(IDatabase database)
{
    /// <summary>The newest records that are looked at; beyond that a row that matters has been seen.</summary>
    private const int MostRecords = 20_000;

    /// <returns>Matches by the id of the rule, and how many records were looked at.</returns>
    public async Task<(IReadOnlyDictionary<string, int> Hits, int Records)> OfAsync(string key, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var connection = await database.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = connection.ConfigureAwait(false);
        var explanations = await connection.Command(
            $"select explanation from decision_record where definition_key = @key and decided_at >= @since order by decided_at desc limit {MostRecords}", ("key", key), ("since", since))
            .QueryAsync(row => row.StringOrNull(0), cancellationToken).ConfigureAwait(false);
        var hits = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var row in explanations.OfType<string>().SelectMany(text => DecisionJson.Read<DecisionExplanation>(text)?.Matched ?? [])) hits[row.Row] = hits.GetValueOrDefault(row.Row) + 1;
        return (hits, explanations.Count);
    }
}
