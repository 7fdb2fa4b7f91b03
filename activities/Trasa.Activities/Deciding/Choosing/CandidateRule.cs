using Trasa.Decisions.Graph;
using Trasa.Decisions.Records;
using Trasa.Feel;

namespace Trasa.Activities.Deciding.Choosing;

/// <summary>
/// One version of a decision that is asked about each candidate for a piece of work. It answers with a context:
/// <c>dropped</c>, a list of <c>code</c>, <c>text</c> and <c>remedy</c>; <c>preference</c>; <c>preferred</c>; <c>load</c>;
/// <c>turn</c>. Safe for many threads.
/// </summary>
/// <param name="answer">The decision that answers the file.</param>
public sealed class CandidateRule(Decision answer)
{
    public Decision Answer => answer;

    /// <summary>As it was published; null for a rule that never was.</summary>
    public int? Version => answer.Model.Version > 0 ? answer.Model.Version : null;

    /// <param name="facts">What is known about the candidate and the work, by the names of the input data.</param>
    /// <param name="at">The moment of the choice.</param>
    /// <exception cref="DecisionNotFoundException">It does not answer as it must.</exception>
    public CandidateOpinion Judge(IReadOnlyDictionary<string, object?> facts, DateTimeOffset at)
    {
        var outcome = answer.Evaluate(facts, at);
        return Read(outcome.Value, outcome.Diagnostics) with
        {
            Rows = [.. outcome.Trace.Tables.SelectMany(table => table.Matched.Select(row => new DecisionRow(table.Source, row.RuleId, row.Comment)))],
        };
    }

    /// <summary>Whether the candidate cannot take it; without the trace, for callers that ask often.</summary>
    /// <param name="facts">As for <see cref="Judge"/>.</param>
    /// <param name="at">The moment of the choice.</param>
    /// <exception cref="DecisionNotFoundException">It does not answer as it must.</exception>
    public bool RulesOut(IReadOnlyDictionary<string, object?> facts, DateTimeOffset at)
    {
        var result = answer.Calculate(facts, at);
        return Read(result.Value, result.Diagnostics).Dropped.Count > 0;
    }

    /// <summary>What the candidate's work weighs, whatever the rest of the answer is; null when the rule does not say.</summary>
    /// <param name="facts">As for <see cref="Judge"/>.</param>
    /// <param name="at">The moment that counts.</param>
    public decimal? Weigh(IReadOnlyDictionary<string, object?> facts, DateTimeOffset at) =>
        answer.Calculate(facts, at).Value is IReadOnlyDictionary<string, object?> fields && fields.GetValueOrDefault("load") is decimal load ? load : null;

    private CandidateOpinion Read(object? value, IReadOnlyList<FeelDiagnostic> diagnostics)
    {
        string[] problems = [.. diagnostics.Select(diagnostic => RecordedDiagnostic.Of(diagnostic).ToString())];
        // A rule that fails must not let somebody through whom it was to keep out.
        if (value is not IReadOnlyDictionary<string, object?> fields
            || fields.GetValueOrDefault("dropped") is not IReadOnlyList<object?> dropped
            || fields.GetValueOrDefault("preference") is not decimal preference
            || fields.GetValueOrDefault("load") is not decimal load)
        {
            throw new DecisionNotFoundException($"'{answer.Name}' must answer with dropped (a list), preference and load (numbers). {problems.FirstOrDefault()}".TrimEnd());
        }

        return new([.. dropped.Select(Reason)], preference, fields.GetValueOrDefault("preferred") as string, load, fields.GetValueOrDefault("turn") as decimal?) { Diagnostics = problems };
    }

    private static DropReason Reason(object? dropped)
    {
        var fields = dropped as IReadOnlyDictionary<string, object?>;
        var code = fields?.GetValueOrDefault("code")?.ToString() ?? "rule";
        return new(code, fields?.GetValueOrDefault("text")?.ToString() ?? code, fields?.GetValueOrDefault("remedy")?.ToString() ?? "");
    }
}
