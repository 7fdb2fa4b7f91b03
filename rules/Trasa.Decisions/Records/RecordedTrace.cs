using System.Text.Json.Nodes;
using Trasa.Decisions.Graph;
using Trasa.Feel;
using Trasa.Feel.Values;

namespace Trasa.Decisions.Records;

/// <summary>What an evaluation leaves for a decision record: plain data, its values as JSON.</summary>
public sealed record RecordedTrace
{
    /// <summary>What the decision looked at.</summary>
    public IReadOnlyDictionary<string, JsonNode?> Inputs { get; init; } = new Dictionary<string, JsonNode?>();

    public IReadOnlyList<RecordedMatch> Matched { get; init; } = [];

    public IReadOnlyList<RecordedNearMiss> NearMisses { get; init; } = [];

    public JsonNode? Result { get; init; }

    public IReadOnlyList<RecordedDiagnostic> Diagnostics { get; init; } = [];

    /// <summary>Working out near misses tests the rows again, which costs as much as a scan.</summary>
    public static RecordedTrace Of(DecisionTrace trace, int nearMissLimit = 20) => new()
    {
        Inputs = trace.Inputs.ToDictionary(input => input.Key, input => FeelJson.ToNode(input.Value)),
        Matched = [.. trace.Tables.SelectMany(table => table.Matched.Select(match => new RecordedMatch(table.Source, match.RuleId, match.Index + 1, match.Comment)))],
        NearMisses = [.. trace.Tables.SelectMany(table => table.NearMisses(nearMissLimit).Select(miss =>
            new RecordedNearMiss(table.Source, miss.RuleId, miss.Index + 1, miss.Comment, miss.Column, miss.CellText, FeelJson.ToNode(miss.ActualValue))))],
        Result = FeelJson.ToNode(trace.Result),
        Diagnostics = [.. trace.Diagnostics.Select(RecordedDiagnostic.Of)],
    };
}

/// <summary>A row that matched: its stable id and what it says about itself.</summary>
public sealed record RecordedMatch(string Table, string RuleId, int Row, string? Comment);

/// <summary>A row that one cell kept from matching.</summary>
public sealed record RecordedNearMiss(string Table, string RuleId, int Row, string? Comment, string Column, string Cell, JsonNode? Actual);

/// <summary>A null that an error made.</summary>
public sealed record RecordedDiagnostic(string Code, string? Source, string Message)
{
    public static RecordedDiagnostic Of(FeelDiagnostic diagnostic) => new(diagnostic.Id, diagnostic.Source, diagnostic.Message);

    /// <summary>As people and workflows read it: <c>FEEL-007 Stages by amount: there is no value to compare with 500.</c></summary>
    public override string ToString() => $"{Code} {(Source is null || Message.StartsWith(Source, StringComparison.Ordinal) ? "" : $"{Source}: ")}{Message}";
}
