using Trasa.Feel.Values;

namespace Trasa.Decisions.Analysis;

/// <summary>What can be wrong with a table as a whole.</summary>
public enum FindingKind
{
    /// <summary>No rule matches some inputs, and there is no default.</summary>
    Gap,

    /// <summary>Two rules match the same inputs where the hit policy wants one.</summary>
    Overlap,

    /// <summary>Two rules match the same inputs, and their outputs differ where the hit policy wants them equal.</summary>
    Contradiction,

    /// <summary>Earlier rules match everything that this rule does, so it never decides.</summary>
    Shadowed,

    /// <summary>No inputs at all can make the rule match.</summary>
    Dead,

    /// <summary>An allowed value of an input that no rule mentions.</summary>
    UnusedValue,

    /// <summary>A cell tests or yields a value that is not among the allowed ones.</summary>
    ValueNotAllowed,
}

/// <summary>A finding with an example: inputs that anyone can try.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="RuleIds">The rules concerned; none for a gap.</param>
/// <param name="Example">A value per input column, in their order; empty when there is no example.</param>
/// <param name="Message">The finding in English.</param>
public sealed record TableFinding(FindingKind Kind, IReadOnlyList<string> RuleIds, IReadOnlyList<KeyValuePair<string, FeelValue>> Example, string Message)
{
    /// <summary>The example as FEEL: <c>priority: "high", amount: 5</c>.</summary>
    public string ExampleText => string.Join(", ", Example.Select(input => $"{input.Key}: {FeelText.Source(input.Value)}"));
}

/// <summary>The findings of a table, and what could not be looked at.</summary>
/// <param name="Findings">In the order of the rows that they concern.</param>
/// <param name="SkippedRules">Rules with cells that are not values or ranges (they call functions or use variables): nothing is claimed about them.</param>
/// <param name="IsComplete">False when a search stopped at its limit, of work or of what can be listed.</param>
public sealed record TableAnalysis(IReadOnlyList<TableFinding> Findings, IReadOnlyList<string> SkippedRules, bool IsComplete)
{
    /// <summary>What nobody may conclude from the findings, in English: nothing when everything was looked at.</summary>
    public IReadOnlyList<string> Limits =>
    [
        .. SkippedRules.Count == 0 ? [] : (string[])[SkippedRules.Count == 1 ? "1 rule computes something in a cell: nothing is claimed about it, nor about gaps." : $"{SkippedRules.Count} rules compute something in a cell: nothing is claimed about them, nor about gaps."],
        .. IsComplete ? [] : (string[])["The search stopped at its limit: there may be more gaps, overlaps or shadowed rules than are listed."],
    ];
}
