using System.Text.Json;
using System.Text.Json.Nodes;
using Trasa.Decisions.Graph;
using Trasa.Decisions.Model;
using Trasa.Decisions.Records;
using Trasa.Feel.Values;

namespace Trasa.Decisions.Examples;

/// <summary>What one example gave.</summary>
/// <param name="Example">The example.</param>
/// <param name="Passed">Whether it came out as it says.</param>
/// <param name="Actual">What came out.</param>
/// <param name="Failure">In words, when it did not pass.</param>
/// <param name="Rows">The rows that matched on the way.</param>
public sealed record ExampleResult(DecisionExample Example, bool Passed, JsonNode? Actual, string? Failure, IReadOnlyList<RowReference> Rows);

/// <summary>A row of a table inside a file.</summary>
public readonly record struct RowReference(string Decision, string RuleId);

/// <summary>Runs the examples of a decision and says which rows they reach.</summary>
public sealed record ExampleRun(IReadOnlyList<ExampleResult> Results, IReadOnlyList<RowCoverage> Coverage)
{
    public int Passed => Results.Count(result => result.Passed);

    public int Failed => Results.Count - Passed;

    /// <param name="model">The version that is tried.</param>
    /// <param name="answer">The decision that answers the file, for examples that name none.</param>
    /// <param name="examples">What is run.</param>
    public static ExampleRun Of(DecisionModel model, Decision? answer, IReadOnlyList<DecisionExample> examples)
    {
        var results = examples.Select(example => Run(model, answer, example)).ToArray();
        var hits = results.SelectMany(result => result.Rows.Distinct()).CountBy(row => row).ToDictionary();
        return new(results, [.. from decision in model.Definitions.Decisions
                                where decision.Logic is DecisionTable
                                from rule in ((DecisionTable)decision.Logic!).Rules
                                let row = new RowReference(decision.Name, rule.Id)
                                select new RowCoverage(row.Decision, row.RuleId, hits.GetValueOrDefault(row))]);
    }

    private static ExampleResult Run(DecisionModel model, Decision? answer, DecisionExample example)
    {
        var asked = example.When is { } name ? model.Find(name) : answer;
        if (asked is null) return new(example, false, null, example.When is null ? "Say in \"when\" which decision is asked." : $"There is no decision '{example.When}'.", []);
        var outcome = asked.EvaluateAlone(RecordedInputs.Read(asked, example.Given));
        var actual = FeelJson.ToNode(outcome.Feel);
        var rows = outcome.Trace.Tables.SelectMany(table => table.Matched.Select(match => new RowReference(table.Source, match.RuleId))).ToArray();
        var failure = Difference(JsonNode.Parse(example.Then.GetRawText()), actual, "");
        if (failure is not null && outcome.Diagnostics is [var first, ..]) failure += $" {first.Message}";
        return new(example, failure is null, actual, failure, rows);
    }

    /// <summary>Null when what came out is what was expected; of objects only the expected fields count.</summary>
    internal static string? Difference(JsonNode? expected, JsonNode? actual, string path)
    {
        if (expected is JsonObject fields && actual is JsonObject got)
            return fields.Select(field => Difference(field.Value, got[field.Key], path.Length == 0 ? field.Key : $"{path}.{field.Key}")).FirstOrDefault(difference => difference is not null);
        if (SameJson.Equal(expected, actual)) return null;
        return $"{(path.Length == 0 ? "The result" : path)} is {Shown(actual)}, expected {Shown(expected)}.";
    }

    private static string Shown(JsonNode? node) => node is null ? "null" : node.ToJsonString(Plain);

    private static readonly JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}

/// <param name="Decision">The decision that the table belongs to.</param>
/// <param name="RuleId">The row.</param>
/// <param name="Examples">How many examples reach it.</param>
public sealed record RowCoverage(string Decision, string RuleId, int Examples);
