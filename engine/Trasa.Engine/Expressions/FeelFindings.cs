using Trasa.Feel;
using Trasa.Feel.Types;
using Trasa.Model.Validation;

namespace Trasa.Engine.Expressions;

/// <summary>What the text of a FEEL expression shows before it runs: names that nothing gives, kinds that never go together.</summary>
internal static class FeelFindings
{
    public static IEnumerable<ExpressionFinding> Of(string text, bool isCondition, FeelSight sight, FeelOptions options)
    {
        var expression = FeelExpression.Compile(text, sight.Scope, options);
        if (!expression.IsValid) yield break;
        var (inspection, shown) = (FeelInspection.Of(text, sight.Scope, sight.Types, options), Excerpt.Of(text));
        foreach (var name in expression.VariableNames.Where(name => inspection.Free.Contains(name) && !sight.Types.ContainsKey(name)))
        {
            var hint = Close(name, sight.Types.Keys) is { } close ? $" Is '{close}' meant?" : " Declare a variable or an input of that name.";
            yield return new(ExpressionFindingKind.UnknownName, $"Nothing gives '{Excerpt.Of(name)}' a value, so it is null in '{shown}'.{hint}");
        }

        foreach (var warning in expression.Warnings)
            yield return new(ExpressionFindingKind.UnknownName, $"'{shown}' at {warning.Span.Start + 1}: {warning.Message}");
        foreach (var problem in inspection.Problems)
            yield return new(ExpressionFindingKind.WrongKind, $"'{shown}' at {problem.Span.Start + 1}: {problem.Message}");
        if (isCondition && inspection.Problems.Count == 0 && inspection.Result is var result && !ReferenceEquals(result, FeelType.Any) && !ReferenceEquals(result, FeelType.Boolean))
            yield return new(ExpressionFindingKind.WrongKind, $"'{shown}' is a {result}; a condition has to be true or false.");
        foreach (var (name, span) in inspection.Shadowed)
            yield return new(ExpressionFindingKind.HiddenName, $"'{name}' at {span.Start + 1} of '{shown}' is the earlier entry of this context, not the variable of that name. Rename the entry if the variable is meant.");
    }

    /// <summary>The name that is probably meant; looked for among the first thousand only, because a hint is not worth more.</summary>
    private static string? Close(string name, IEnumerable<string> known)
    {
        if (name.Length > 100) return null;
        var most = Math.Max(1, name.Length / 3);
        return known.Take(1000).Where(other => Math.Abs(other.Length - name.Length) <= most)
            .Select(other => (Name: other, Distance: Distance(other, name))).Where(other => other.Distance <= most)
            .OrderBy(other => other.Distance).Select(other => other.Name).FirstOrDefault();
    }

    /// <summary>How many letters differ (Levenshtein).</summary>
    private static int Distance(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var cost = char.ToUpperInvariant(left[i - 1]) == char.ToUpperInvariant(right[j - 1]) ? 0 : 1;
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j] + 1, row[j - 1] + 1), diagonal + cost));
            }
        }

        return row[right.Length];
    }
}
