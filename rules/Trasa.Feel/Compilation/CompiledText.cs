using Trasa.Feel.Values;

namespace Trasa.Feel.Compilation;

/// <summary>Code with the slots that its variables take.</summary>
internal sealed class CompiledText(Op code, CompileScope scope, FeelOptions options)
{
    private readonly KeyValuePair<string, int>[] _variables = [.. scope.Root.Slots];

    public IEnumerable<string> VariableNames => _variables.Select(variable => variable.Key);

    public FeelResult Evaluate(IReadOnlyDictionary<string, object?> variables, FeelValue? input = null)
    {
        var evaluation = new Evaluation(options);
        var slots = new FeelValue[scope.Layout.Count];
        foreach (var (name, slot) in _variables)
        {
            if (input is { } tested && name == Nodes.InputNode.Name) slots[slot] = tested;
            else slots[slot] = variables.TryGetValue(name, out var value) ? FeelValue.From(value) : FeelValue.Unset;
        }
        var result = evaluation.Run(code, new Frame(slots, evaluation, null));
        return new FeelResult(result, evaluation.Diagnostics);
    }
}
