using System.Text.Json;
using System.Text.Json.Nodes;
using Trasa.Activities.Deciding.Choosing;
using Trasa.Decisions.Backtests;
using Trasa.Decisions.Graph;
using Trasa.Decisions.Records;

namespace Trasa.Activities.Deciding.Backtesting;

/// <summary>Asks another version whom it would have chosen, from what was known about each candidate then. Safe for many threads.</summary>
internal sealed class ChoiceBacktest(Decision answer)
{
    private readonly CandidateRule _rule = new(answer);

    public BacktestAnswer Try(PastDecision past)
    {
        try
        {
            var candidates = ChoiceFacts.Of(past.Inputs);
            var judged = candidates.Select(facts => (Facts: facts, Opinion: _rule.Judge(RecordedInputs.Read(answer, facts), past.At))).ToList();
            var best = CandidateOpinion.Ranked(judged, one => one.Opinion, one => ChoiceFacts.Text(one.Facts, "name") ?? "").Select(one => (JsonElement?)one.Facts).FirstOrDefault();
            string[] rows = [.. judged.SelectMany(one => one.Opinion.Rows).Select(row => row.Row).Distinct()];
            return Answer(past, candidates, best, rows, judged.SelectMany(one => one.Opinion.Diagnostics).FirstOrDefault());
        }
        catch (JsonException)
        {
            return new([], null, false, true);
        }
        catch (DecisionNotFoundException problem)
        {
            return new([], new(past, null, null, [], [], problem.Message), true, false);
        }
    }

    private static BacktestAnswer Answer(PastDecision past, IReadOnlyList<JsonElement> candidates, JsonElement? best, string[] rows, string? problem)
    {
        var (before, after) = (ChoiceFacts.ChosenId(past.Result), best is { } chosen ? ChoiceFacts.Text(chosen, "id") : null);
        if (before == after) return new(rows, null, problem is not null, false);
        var (was, would) = (Named(candidates, before), Named(candidates, after));
        return new(rows, new(past, was, would, Backtest.Fields(was, would), rows, problem), problem is not null, false);
    }

    private static JsonObject Named(IReadOnlyList<JsonElement> candidates, string? id) => new()
    {
        ["assignee"] = id is null ? null : candidates.Where(facts => ChoiceFacts.Text(facts, "id") == id).Select(facts => ChoiceFacts.Text(facts, "name")).FirstOrDefault() ?? id,
    };
}
