using System.Text.Json;
using System.Text.Json.Nodes;
using Trasa.Decisions.Graph;
using Trasa.Feel.Values;

namespace Trasa.Decisions.Records;

/// <summary>A row that matched: its stable id and what it says about itself.</summary>
public sealed record RecordedMatch(string Table, string RuleId, int Row, string? Comment);

/// <summary>A row that one cell kept from matching.</summary>
public sealed record RecordedNearMiss(string Table, string RuleId, int Row, string? Comment, string Column, string Cell, JsonNode? Actual);

/// <summary>A candidate that was not chosen, and why.</summary>
public sealed record DroppedCandidate(string Candidate, string Reason);

/// <summary>A null that an error made.</summary>
public sealed record RecordedDiagnostic(string Code, string? Source, string Message);

/// <summary>
/// Why something was decided as it was, kept for ever: "why did Ana get this case?" is a query over these.
/// Plain data; its JSON form is what is stored and shown.
/// </summary>
public sealed record DecisionRecord
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>The id of the decision in its model, or of a rule set.</summary>
    public required string DecisionKey { get; init; }

    public string DecisionName { get; init; } = "";

    /// <summary>The model's namespace or file key.</summary>
    public string Model { get; init; } = "";

    /// <summary>The exact version that decided; 0 for a draft.</summary>
    public int Version { get; init; }

    public DateTimeOffset At { get; init; }

    public IReadOnlyDictionary<string, JsonNode?> Inputs { get; init; } = new Dictionary<string, JsonNode?>();

    public IReadOnlyList<RecordedMatch> Matched { get; init; } = [];

    public IReadOnlyList<RecordedNearMiss> NearMisses { get; init; } = [];

    /// <summary>For assignment and other choices among candidates.</summary>
    public IReadOnlyList<DroppedCandidate> Dropped { get; init; } = [];

    public JsonNode? Result { get; init; }

    public IReadOnlyList<RecordedDiagnostic> Diagnostics { get; init; } = [];

    /// <summary>The record of an evaluation. Working out near misses tests the rows again, which costs as much as a scan.</summary>
    public static DecisionRecord Of(DecisionTrace trace, DateTimeOffset at, int nearMissLimit = 20) => new()
    {
        DecisionKey = trace.DecisionId,
        DecisionName = trace.DecisionName,
        Model = trace.ModelNamespace.Length > 0 ? trace.ModelNamespace : trace.ModelName,
        Version = trace.Version,
        At = at,
        Inputs = trace.Inputs.ToDictionary(input => input.Key, input => FeelJson.ToNode(input.Value)),
        Matched = [.. trace.Tables.SelectMany(table => table.Matched.Select(match => new RecordedMatch(table.Source, match.RuleId, match.Index + 1, match.Comment)))],
        NearMisses = [.. trace.Tables.SelectMany(table => table.NearMisses(nearMissLimit).Select(miss =>
            new RecordedNearMiss(table.Source, miss.RuleId, miss.Index + 1, miss.Comment, miss.Column, miss.CellText, FeelJson.ToNode(miss.ActualValue))))],
        Result = FeelJson.ToNode(trace.Result),
        Diagnostics = [.. trace.Diagnostics.Select(diagnostic => new RecordedDiagnostic(diagnostic.Id, diagnostic.Source, diagnostic.Message))],
    };

    public string ToJson() => JsonSerializer.Serialize(this, Json);

    public static DecisionRecord FromJson(string json) =>
        JsonSerializer.Deserialize<DecisionRecord>(json, Json) ?? throw new JsonException("The text is null, not a decision record.");
}
