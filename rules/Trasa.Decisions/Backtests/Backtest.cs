using System.Text.Json;
using System.Text.Json.Nodes;
using Trasa.Decisions.Graph;
using Trasa.Decisions.Records;
using Trasa.Feel.Values;

namespace Trasa.Decisions.Backtests;

/// <summary>Asks another version what it would have decided. Touches nothing but the values it is given; safe for many threads.</summary>
/// <param name="decision">The version that is tried.</param>
public sealed class Backtest(Decision decision)
{
    public BacktestAnswer Try(PastDecision past)
    {
        DecisionOutcome outcome;
        try
        {
            outcome = decision.Evaluate(RecordedInputs.Read(decision, past.Inputs), past.At);
        }
        catch (JsonException)
        {
            return new([], null, false, true);
        }

        var after = FeelJson.ToNode(outcome.Feel);
        string[] rows = [.. outcome.Trace.Tables.SelectMany(table => table.Matched).Select(match => match.RuleId)];
        var troubled = outcome.Diagnostics.Count > 0;
        // Most decisions come out as they did, and most were written by the same code.
        if ((after?.ToJsonString() ?? "null") == (past.Result ?? "null")) return new(rows, null, troubled, false);
        var before = past.Result is null ? null : JsonNode.Parse(past.Result);
        if (SameJson.Equal(before, after)) return new(rows, null, troubled, false);
        var changed = new ChangedDecision(past, before, after, Fields(before, after), rows, troubled ? outcome.Diagnostics[0].Message : null);
        return new(rows, changed, troubled, false);
    }

    /// <summary>Whether a stored result is not what came out now.</summary>
    public static bool Differs(string? stored, FeelValue now) => !SameJson.Equal(stored is null ? null : JsonNode.Parse(stored), FeelJson.ToNode(now));

    /// <summary>The fields that differ between two results; of results that are no objects the whole, under the empty name.</summary>
    public static IReadOnlyList<FieldChange> Fields(JsonNode? before, JsonNode? after)
    {
        if (before is not JsonObject && after is not JsonObject) return [new("", Text(before), Text(after))];
        var (old, current) = (before as JsonObject, after as JsonObject);
        var names = (current ?? []).Select(field => field.Key).Concat((old ?? []).Select(field => field.Key)).Distinct();
        return [.. names.Where(name => !SameJson.Equal(old?[name], current?[name])).Select(name => new FieldChange(name, Text(old?[name]), Text(current?[name])))];
    }

    private static string Text(JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) ? text : node?.ToJsonString() ?? "null";
}
