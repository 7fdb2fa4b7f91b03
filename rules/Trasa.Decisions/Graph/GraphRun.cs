using Trasa.Feel;
using Trasa.Feel.Compilation;
using Trasa.Feel.Nodes;
using Trasa.Feel.Values;

namespace Trasa.Decisions.Graph;

/// <summary>One walk through a graph: every decision is evaluated at most once, when something needs it.</summary>
internal sealed class GraphRun(Evaluation evaluation, Func<string, FeelValue> supplied)
{
    private static readonly FeelSpan Nowhere = new(0, 0);

    private readonly Dictionary<object, FeelValue> _values = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<object> _open = new(ReferenceEqualityComparer.Instance);

    public Evaluation Evaluation => evaluation;

    /// <summary>What the caller gave under a name; unset when nothing.</summary>
    public FeelValue Supplied(string name) => supplied(name);

    /// <summary>Gives an element its value instead of evaluating it.</summary>
    public void Preset(object element, in FeelValue value) => _values[element] = value;

    public FeelValue ValueOf(object element)
    {
        if (_values.TryGetValue(element, out var known)) return known;
        if (!_open.Add(element))
            return evaluation.Error(FeelCode.LimitExceeded, Nowhere, $"{ModelUnit.NameOf(element)} needs its own result.", ModelUnit.NameOf(element));
        evaluation.Enter(Nowhere);
        var value = element switch
        {
            InputNode input => Input(input),
            DecisionNode decision => decision.Evaluate(this),
            FunctionElement function => function.Value(this),
            _ => throw new InvalidOperationException($"{element.GetType()} is no element of a model."),
        };
        evaluation.Leave();
        _open.Remove(element);
        return _values[element] = value;
    }

    private FeelValue Input(InputNode input)
    {
        var value = supplied(input.Name);
        if (value.IsUnset || input.Type is null) return value;
        return TypedNode.Check(evaluation, Nowhere, value, input.Type, input.Name);
    }
}
