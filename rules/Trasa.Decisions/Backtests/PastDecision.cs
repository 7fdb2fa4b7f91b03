using System.Text.Json.Nodes;

namespace Trasa.Decisions.Backtests;

/// <summary>A decision of the past, as its record keeps it.</summary>
/// <param name="Id">The record.</param>
/// <param name="Subject">What it was about, or null.</param>
/// <param name="At">When.</param>
/// <param name="Version">The version that decided, or null.</param>
/// <param name="Inputs">JSON object: what was known.</param>
/// <param name="Result">JSON: what came out, or null.</param>
public sealed record PastDecision(Guid Id, string? Subject, DateTimeOffset At, int? Version, string Inputs, string? Result);

/// <summary>A past decision that would come out otherwise.</summary>
/// <param name="Past">What was.</param>
/// <param name="Before">What came out.</param>
/// <param name="After">What would come out.</param>
/// <param name="Fields">The fields that differ; empty when the result has none.</param>
/// <param name="Rows">The rows that would match.</param>
/// <param name="Problem">The first diagnostic, when there is one.</param>
public sealed record ChangedDecision(PastDecision Past, JsonNode? Before, JsonNode? After, IReadOnlyList<FieldChange> Fields, IReadOnlyList<string> Rows, string? Problem);

/// <param name="Field">The output; empty for a result that has none.</param>
/// <param name="Before">As JSON.</param>
/// <param name="After">As JSON.</param>
public readonly record struct FieldChange(string Field, string Before, string After);
