using System.Text.Json;
using System.Text.Json.Nodes;
using Trasa.Decisions.Backtests;

namespace Trasa.Activities.Deciding.Backtesting;

/// <summary>
/// Asks the published decisions further on again: where such a decision had an input that was the output of the changed
/// one (same name, same value), it gets the new value, and everything else stays as it was known then.
/// </summary>
internal sealed class Consequences(PastDecisions past, CompiledDecisions decisions)
{
    /// <summary>Changed cases that are followed; a change that touches more touches them all alike.</summary>
    public const int MostCases = 5_000;

    private const int Portion = 400;
    private const int Listed = 200;

    public async Task<IReadOnlyList<Consequence>> OfAsync(string key, IReadOnlyList<ChangedDecision> changed, CancellationToken cancellationToken)
    {
        var bySubject = changed.Where(change => change.Past.Subject is not null && change.Before is JsonObject && change.After is JsonObject)
            .Take(MostCases).GroupBy(change => change.Past.Subject!).ToDictionary(cases => cases.Key, cases => cases.Last());
        var found = new Dictionary<string, BacktestTally>(StringComparer.Ordinal);
        var backtests = new Dictionary<string, Backtest?>(StringComparer.Ordinal);
        foreach (var subjects in bySubject.Keys.Chunk(Portion))
        {
            foreach (var (other, decision) in await past.AboutAsync(subjects, key, cancellationToken).ConfigureAwait(false))
            {
                if (With(decision, bySubject[decision.Subject!]) is not { } asked) continue;
                if (!backtests.TryGetValue(other, out var backtest)) backtests[other] = backtest = await BacktestAsync(other, cancellationToken).ConfigureAwait(false);
                if (backtest is null) continue;
                if (!found.TryGetValue(other, out var tally)) found[other] = tally = new(Listed);
                tally.Add(backtest.Try(asked));
            }
        }

        return [.. found.Select(entry => new Consequence(entry.Key, entry.Value.Tried, entry.Value)).OrderByDescending(consequence => consequence.Tally.Differ)];
    }

    private async Task<Backtest?> BacktestAsync(string key, CancellationToken cancellationToken)
    {
        try
        {
            return new(CompiledDecisions.Choose(await decisions.FindAsync(key, null, cancellationToken).ConfigureAwait(false), key, null));
        }
        catch (DecisionNotFoundException)
        {
            // It was decided once and is not published any more, or asks for one of several: nothing follows that could be said.
            return null;
        }
    }

    /// <summary>The decision with the changed inputs; null when it takes none of them.</summary>
    private static PastDecision? With(PastDecision decision, ChangedDecision change)
    {
        if (Parse(decision.Inputs) is not { } inputs) return null;
        var (before, after) = ((JsonObject)change.Before!, (JsonObject)change.After!);
        var touched = false;
        foreach (var name in change.Fields.Select(changes => changes.Field).Where(name => inputs.ContainsKey(name) && JsonNode.DeepEquals(inputs[name], before[name])).ToArray())
        {
            inputs[name] = after[name]?.DeepClone();
            touched = true;
        }

        return touched ? decision with { Inputs = inputs.ToJsonString() } : null;
    }

    private static JsonObject? Parse(string json)
    {
        try
        {
            return JsonNode.Parse(json) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
