using Trasa.Feel.Values;

namespace Trasa.Feel.Compilation;

/// <summary>Code with the slots that its variables take.</summary>
internal sealed class CompiledText(Op code, CompileScope scope, FeelOptions options)
{
    private readonly KeyValuePair<string, int>[] _variables = [.. scope.Root.Slots];

    public IEnumerable<string> VariableNames => _variables.Select(variable => variable.Key);

    public FeelResult Evaluate(IReadOnlyDictionary<string, object?> variables) => Evaluate(variables, null, isTest: false);

    public FeelResult Test(object? input, IReadOnlyDictionary<string, object?> variables) => Evaluate(variables, input, isTest: true);

    private FeelResult Evaluate(IReadOnlyDictionary<string, object?> variables, object? input, bool isTest)
    {
        var evaluation = new Evaluation(options);
        var slots = new FeelValue[scope.Layout.Count];
        try
        {
            foreach (var (name, slot) in _variables)
            {
                if (isTest && name == Nodes.InputNode.Name) slots[slot] = FeelValue.From(input);
                else slots[slot] = variables.TryGetValue(name, out var value) ? FeelValue.From(value) : FeelValue.Unset;
            }
        }
        catch (Exception problem) when (FeelLimitException.Of(problem) is not null)
        {
            // A value from outside may be too large as well.
            return new FeelResult(evaluation.Stopped(problem), evaluation.Diagnostics);
        }

        var result = evaluation.Run(code, new Frame(slots, evaluation, null));
        return new FeelResult(result, evaluation.Diagnostics);
    }
}
