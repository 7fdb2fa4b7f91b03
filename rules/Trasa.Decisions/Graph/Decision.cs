using Trasa.Decisions.Tables;
using Trasa.Feel;
using Trasa.Feel.Compilation;
using Trasa.Feel.Syntax;
using Trasa.Feel.Values;

namespace Trasa.Decisions.Graph;

/// <summary>A decision that can be asked. Safe for many threads.</summary>
public sealed class Decision
{
    private readonly DecisionModel _model;
    private readonly DecisionNode _node;

    internal Decision(DecisionModel model, DecisionNode node) => (_model, _node) = (model, node);

    public string Id => _node.Element.Id;

    public string Name => _node.Element.Name;

    public string? Description => _node.Element.Description;

    public DecisionModel Model => _model;

    /// <summary>The declared or used names of the values that a caller supplies, of required decisions as well.</summary>
    public IReadOnlyList<string> InputNames => [.. InputsOf(_node).Distinct()];

    internal DecisionNode Node => _node;

    /// <summary>Evaluates, with everything that explains the result. Never throws for what the inputs hold.</summary>
    /// <param name="inputs">Values by name; a fact of a registered function by the text of its call, <c>load of("anna")</c>.</param>
    /// <param name="at">The moment of the decision, which <c>now()</c> tells; the clock's when not given.</param>
    public DecisionOutcome Evaluate(IReadOnlyDictionary<string, object?> inputs, DateTimeOffset? at = null) => Evaluate(inputs, at, presetRequired: false);

    /// <summary>
    /// As <see cref="Evaluate(IReadOnlyDictionary{string, object?}, DateTimeOffset?)"/>, but a value under the name of a decision that this one
    /// needs stands for that decision: so one table of a chain is tried alone.
    /// </summary>
    public DecisionOutcome EvaluateAlone(IReadOnlyDictionary<string, object?> inputs) => Evaluate(inputs, null, presetRequired: true);

    private DecisionOutcome Evaluate(IReadOnlyDictionary<string, object?> inputs, DateTimeOffset? at, bool presetRequired)
    {
        var collector = new TraceCollector();
        var evaluation = new Evaluation(_model.Unit.Options) { Companion = collector, At = at, KnownFacts = Supplier(inputs, null) };
        var used = new Dictionary<string, FeelValue>(StringComparer.Ordinal);
        var run = new GraphRun(evaluation, Supplier(inputs, used));
        var value = Run(evaluation, run, presetRequired ? () => Preset(run, inputs, used) : null);
        var trace = new DecisionTrace(_model, this, used, collector.Traces, value, evaluation);
        return new DecisionOutcome(value, evaluation.Diagnostics, trace);
    }

    /// <summary>The value alone, for callers that need no explanation.</summary>
    /// <param name="inputs">Values by name.</param>
    /// <param name="at">The moment of the decision, which <c>now()</c> tells; the clock's when not given.</param>
    public FeelResult Calculate(IReadOnlyDictionary<string, object?> inputs, DateTimeOffset? at = null)
    {
        var evaluation = new Evaluation(_model.Unit.Options) { At = at };
        var value = Run(evaluation, new GraphRun(evaluation, Supplier(inputs, null)));
        return new FeelResult(value, evaluation.Diagnostics);
    }

    /// <summary>
    /// A session that asks the decision's own table directly, its variables by position. Null when the logic is no table or
    /// one of its variables is not in the list.
    /// </summary>
    public TableSession? OpenSession(IReadOnlyList<string> variables)
    {
        if (_node.Table is not { } table || _node.Slots.Keys.Any(name => !variables.Contains(name))) return null;
        var frame = _node.NewFrame(new Evaluation(_model.Unit.Options));
        var slots = variables.Select(name => _node.Slots.TryGetValue(name, out var slot) ? slot : -1).ToArray();
        return new TableSession(table, frame, slots);
    }

    /// <summary>The declared type of an input, or of a decision that stands for one; null when there is none.</summary>
    internal Feel.Types.FeelType? TypeOf(string name)
    {
        var normal = FeelNames.Normalize(name);
        return _model.Unit.InputTypeOf(normal) ?? _model.Unit.Decisions.FirstOrDefault(node => node.Name == normal)?.Type;
    }

    private void Preset(GraphRun run, IReadOnlyDictionary<string, object?> inputs, Dictionary<string, FeelValue> used)
    {
        foreach (var (name, value) in inputs)
        {
            var normal = FeelNames.Normalize(name);
            if (_model.Unit.Decisions.FirstOrDefault(node => node != _node && node.Name == normal) is { } decision)
                run.Preset(decision, used[normal] = FeelValue.From(value));
        }
    }

    private FeelValue Run(Evaluation evaluation, GraphRun run, Action? prepare = null)
    {
        try
        {
            prepare?.Invoke();
            return run.ValueOf(_node);
        }
        catch (Exception problem) when (FeelLimitException.Of(problem) is not null)
        {
            return evaluation.Stopped(problem);
        }
    }

    /// <summary>Looks values up by name; names in files may differ from the caller's in white space.</summary>
    internal static Func<string, FeelValue> Supplier(IReadOnlyDictionary<string, object?> inputs, Dictionary<string, FeelValue>? used) => name =>
    {
        if (!inputs.TryGetValue(name, out var plain))
        {
            var written = inputs.Keys.FirstOrDefault(key => FeelNames.Normalize(key) == name);
            if (written is null) return FeelValue.Unset;
            plain = inputs[written];
        }
        var value = FeelValue.From(plain);
        if (used is not null) used[name] = value;
        return value;
    };

    /// <summary>In the order in which a walk through the requirements meets them; a chain of decisions may be longer than the stack.</summary>
    private static List<string> InputsOf(DecisionNode start)
    {
        var (names, seen, open) = (new List<string>(), new HashSet<DecisionNode> { start }, new Stack<(DecisionNode Node, int Next)>());
        open.Push((start, 0));
        while (open.TryPop(out var step))
        {
            var (node, next) = step;
            if (next == node.Requirements.Count)
            {
                names.AddRange(node.Slots.Keys.Where(name => node.Requirements.All(requirement => requirement.Name != name)));
                continue;
            }

            open.Push((node, next + 1));
            var element = node.Requirements[next].Element;
            if (element is InputNode input) names.Add(input.Name);
            else if (element is DecisionNode required && seen.Add(required)) open.Push((required, 0));
        }

        return names;
    }
}
