using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Trasa.Decisions.Analysis;
using Trasa.Decisions.Graph;
using Trasa.Decisions.Tables;
using Trasa.Feel.Compilation;
using Trasa.Feel.Values;

namespace Trasa.Decisions.Examples;

/// <summary>
/// Makes an example for a row: values that the row decides, not an earlier one. What it proposes was tried on the table,
/// so a person only has to say whether the result is right.
/// </summary>
public static partial class ExampleWriter
{
    private const int MaxTries = 4_000;
    private const int MaxCandidates = 40;

    /// <summary>One example for every row that no example reaches and for which one can be found, the first ones when there are more than <paramref name="limit"/>.</summary>
    public static IReadOnlyList<DecisionExample> ForUncovered(DecisionModel model, ExampleRun run, int limit = 200)
    {
        var open = run.Coverage.Where(row => row.Examples == 0).GroupBy(row => row.Decision);
        var examples = from table in open
                       let decision = model.Find(table.Key)
                       where decision is not null
                       from row in table
                       let example = ForRow(decision, row.RuleId)
                       where example is not null
                       select example;
        return [.. examples.Take(limit)];
    }

    /// <summary>Null when no values are found that make the row decide, or when a column tests more than a name.</summary>
    public static DecisionExample? ForRow(Decision decision, string ruleId)
    {
        if (decision.Node.Table is not { } table) return null;
        var row = table.Table.Rules.ToList().FindIndex(rule => rule.Id == ruleId);
        if (row < 0 || table.Table.Inputs.Any(input => !Name().IsMatch(input.Expression.Trim()))) return null;
        if (Tried(decision, table, row) is not { } values) return null;
        var given = Given(table, values);
        var json = JsonSerializer.SerializeToElement(given);
        var outcome = decision.EvaluateAlone(Records.RecordedInputs.Read(decision, json));
        if (!outcome.Trace.Tables.Any(trace => trace.Source == decision.Name && trace.Matched.Any(match => match.RuleId == ruleId))) return null;
        var comment = table.Table.Rules[row].Comment is { Length: > 0 } text ? $" ({text})" : "";
        return new($"{decision.Name}, row {row + 1}{comment}", decision.Name, json, JsonSerializer.SerializeToElement(FeelJson.ToNode(outcome.Feel)));
    }

    private static JsonObject Given(CompiledTable table, FeelValue[] values)
    {
        var given = new JsonObject();
        for (var column = 0; column < values.Length; column++)
        {
            var path = table.Table.Inputs[column].Expression.Trim().Split('.', StringSplitOptions.TrimEntries);
            var place = given;
            foreach (var step in path[..^1]) place = place[step] as JsonObject ?? (JsonObject)(place[step] = new JsonObject());
            place[path[^1]] = FeelJson.ToNode(values[column]);
        }

        return given;
    }

    /// <summary>Null also when a cell takes too long to be tried again and again.</summary>
    private static FeelValue[]? Tried(Decision decision, CompiledTable table, int row)
    {
        try
        {
            return Inputs(decision, table, row);
        }
        catch (Exception problem) when (FeelLimitException.Of(problem) is not null)
        {
            return null;
        }
    }

    /// <summary>Tries the values that the cells of each column mention, those of the row itself first.</summary>
    private static FeelValue[]? Inputs(Decision decision, CompiledTable table, int row)
    {
        var frame = decision.Node.NewFrame(new Evaluation(decision.Model.Unit.Options));
        var candidates = new FeelValue[table.Columns.Length][];
        for (var column = 0; column < candidates.Length; column++)
        {
            candidates[column] = [.. Mentioned(table, column, row).Where(value => Holds(frame, table, column, row, value)).Distinct().Take(MaxCandidates)];
            if (candidates[column].Length == 0) return null;
        }

        var hits = new ulong[table.Words];
        var choice = new int[candidates.Length];
        for (var tries = 0; tries < MaxTries; tries++)
        {
            for (var column = 0; column < choice.Length; column++) frame.Slots[table.Columns[column].Slot] = candidates[column][choice[column]];
            frame.Evaluation.Restart();
            table.FindHits(frame, hits);
            if ((hits[row >> 6] & (1UL << row)) != 0) return [.. choice.Select((index, column) => candidates[column][index])];
            var next = 0;
            for (; next < choice.Length && ++choice[next] == candidates[next].Length; next++) choice[next] = 0;
            if (next == choice.Length) return null;
        }

        return null;
    }

    private static bool Holds(Frame frame, CompiledTable table, int column, int row, FeelValue value)
    {
        frame.Slots[table.Columns[column].Slot] = value;
        frame.Evaluation.Restart();
        return table.CellHolds(frame, column, row);
    }

    private static IEnumerable<FeelValue> Mentioned(CompiledTable table, int column, int row)
    {
        var type = table.Table.Inputs[column].TypeRef;
        var texts = table.Table.Rules.Skip(row).Take(1).Concat(table.Table.Rules.Take(500)).Select(rule => rule.Inputs[column]).Prepend(table.Table.Inputs[column].AllowedValues ?? "").Distinct();
        foreach (var text in texts)
            foreach (var value in ColumnSpace.Around(Literals(text), type)) yield return value;
        foreach (var value in ColumnSpace.Around([], type)) yield return value;
        yield return FeelValue.Of("something else");
        yield return FeelValue.Of(1);
        yield return FeelValue.True;
        yield return FeelValue.Null;
    }

    private static FeelValue[] Literals(string text) =>
        [.. Literal().Matches(text).Select(match => Feel.FeelExpression.Compile(match.Value).Evaluate(new Dictionary<string, object?>()).Feel).Where(value => !value.IsNull)];

    [GeneratedRegex("""date\("(?:[^"\\]|\\.)*"\)|@?"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?|\b(?:true|false)\b""")]
    private static partial Regex Literal();

    [GeneratedRegex(@"\A[\p{L}_][\p{L}\p{N}_ ]*(?:\.[\p{L}_][\p{L}\p{N}_ ]*)*\z")]
    private static partial Regex Name();
}
