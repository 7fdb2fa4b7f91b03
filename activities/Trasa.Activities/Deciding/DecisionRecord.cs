namespace Trasa.Activities.Deciding;

/// <summary>What a decision leaves behind, so that "why?" is a query.</summary>
/// <param name="Id">Its identifier.</param>
/// <param name="Kind">What sort of decision it was.</param>
/// <param name="DefinitionKey">The decision that was evaluated, or the rule that was followed, e.g. <c>R-ASSIGN</c>.</param>
/// <param name="DefinitionVersion">The version of the definition, or null when it has none.</param>
/// <param name="InstanceId">The workflow instance that asked, or null.</param>
/// <param name="ActivityId">The step that asked, or null.</param>
/// <param name="Subject">The record that it is about, e.g. <c>case:0193...</c>, or null.</param>
/// <param name="DecidedAt">When.</param>
/// <param name="Actor">Under whose authority.</param>
/// <param name="Inputs">JSON object: what was known.</param>
/// <param name="Result">JSON: what came out, or null.</param>
/// <param name="Explanation">How it came out.</param>
public sealed record DecisionRecord(
    Guid Id,
    DecisionKind Kind,
    string DefinitionKey,
    int? DefinitionVersion,
    Guid? InstanceId,
    string? ActivityId,
    string? Subject,
    DateTimeOffset DecidedAt,
    string Actor,
    string Inputs,
    string? Result,
    DecisionExplanation Explanation);

public enum DecisionKind
{
    /// <summary>A decision table or graph was evaluated.</summary>
    Decision,

    /// <summary>Somebody was chosen for a piece of work.</summary>
    Assignment,
}

/// <summary>How a result came about. What does not apply is empty.</summary>
public sealed record DecisionExplanation
{
    /// <summary>In one sentence.</summary>
    public string? Reason { get; init; }

    /// <summary>The decision inside the definition that was asked, when it was not the one that answers it.</summary>
    public string? Question { get; init; }

    /// <summary>Rows and rules that matched, in order.</summary>
    public IReadOnlyList<DecisionRow> Matched { get; init; } = [];

    /// <summary>Rows that failed on one condition only.</summary>
    public IReadOnlyList<DecisionRow> NearMisses { get; init; } = [];

    /// <summary>People who were looked at: ranked, or dropped with reasons.</summary>
    public IReadOnlyList<CandidateVerdict> Candidates { get; init; } = [];

    /// <summary>What went wrong without stopping the evaluation.</summary>
    public IReadOnlyList<string> Diagnostics { get; init; } = [];
}

/// <param name="Table">The decision that the row belongs to.</param>
/// <param name="Row">Its stable identifier, or its number from 1.</param>
/// <param name="Text">The row in words: annotation, or conditions.</param>
/// <param name="Missed">For a near miss: the condition that failed and the value that it saw.</param>
public sealed record DecisionRow(string Table, string Row, string? Text = null, string? Missed = null);
