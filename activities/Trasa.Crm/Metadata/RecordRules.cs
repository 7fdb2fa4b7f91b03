using Trasa.Crm.Records;
using Trasa.Feel;

namespace Trasa.Crm.Metadata;

/// <summary>The rules of a type, compiled once.</summary>
internal sealed class RecordRules(RecordType type, TimeProvider time)
{
    private readonly List<(RecordRule Rule, FeelExpression Holds)> _rules =
        [.. type.Rules.Select(rule => (rule, Formulas.Compile(rule.Holds, type, new FeelOptions { Time = time })))];

    /// <summary>
    /// The rules that the values break. A rule is asked when a field that it speaks of changes, so that a record from before
    /// the rule can still go on its way.
    /// </summary>
    public IEnumerable<FieldProblem> Broken(IReadOnlyDictionary<string, object?> values, IReadOnlyCollection<string> changed)
    {
        foreach (var (rule, holds) in _rules)
            if (holds.VariableNames.Any(changed.Contains) && holds.Evaluate(values).Value is false)
                yield return new(rule.Field, rule.Message);
    }
}
