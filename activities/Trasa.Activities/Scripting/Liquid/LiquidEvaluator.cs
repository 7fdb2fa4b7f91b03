using Trasa.Engine.Expressions;
using Trasa.Engine.Values;
using Trasa.Model.Validation;
using Trasa.Model.Workflows;

namespace Trasa.Activities.Scripting.Liquid;

/// <summary>
/// Texts with holes, as Elsa's definitions have them: <c>{{ Variables.Name | upcase }}</c>, <c>{% if %}</c>, <c>{% case %}</c>,
/// <c>{% for i in (1..3) %}</c>, <c>{% assign %}</c>, <c>{% capture %}</c>, ... A name is a part of the template, a variable, or an input.
/// </summary>
internal sealed class LiquidEvaluator : IExpressionEvaluator
{
    public IReadOnlyList<string> Types { get; } = ["Liquid", "liquid"];

    public CompiledExpression Compile(ExpressionSource source, ExpressionSight sight) => new Template(LiquidParser.Parse(source.Text));

    private sealed class Template(IReadOnlyList<LiquidPart> parts) : CompiledExpression
    {
        public override object? Evaluate(IExpressionScope scope)
        {
            var run = new LiquidRun(scope);
            run.Write(parts);
            return run.Text;
        }
    }
}

/// <summary>One rendering: what was assigned, what is written, and what it may still cost.</summary>
internal sealed class LiquidRun(IExpressionScope scope)
{
    private const int MaxLength = 4_000_000;
    private const int MaxTurns = 100_000;

    private readonly Dictionary<string, object?> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, decimal> _counters = new(StringComparer.Ordinal);
    private readonly Dictionary<LiquidPart, int> _cycles = [];
    private System.Text.StringBuilder _text = new();
    private int _turns;

    /// <summary>Whether the turn or the loop is being left.</summary>
    public LiquidLeaving Leaving { get; set; }

    public string Text => _text.ToString();

    public void Write(IReadOnlyList<LiquidPart> parts)
    {
        foreach (var part in parts)
        {
            if (Leaving != LiquidLeaving.None) return;
            part.Write(this);
        }
    }

    /// <summary>What the parts write, apart from the rest.</summary>
    public string Captured(IReadOnlyList<LiquidPart> parts)
    {
        var around = _text;
        _text = new();
        Write(parts);
        (var text, _text) = (_text.ToString(), around);
        return text;
    }

    /// <summary><c>increment</c> shows the counter before it counts, <c>decrement</c> after it.</summary>
    public decimal Count(string name, int by)
    {
        var before = _counters.GetValueOrDefault(name);
        _counters[name] = before + by;
        return by > 0 ? before : before + by;
    }

    public int Next(LiquidPart cycle)
    {
        var turn = _cycles.GetValueOrDefault(cycle);
        _cycles[cycle] = turn + 1;
        return turn;
    }

    /// <summary>The whole numbers from the one to the other.</summary>
    public static List<object?> Numbers(object? from, object? to)
    {
        var (first, last) = (decimal.Truncate(ValueConversion.ToNumber(from) ?? 0), decimal.Truncate(ValueConversion.ToNumber(to) ?? 0));
        if (last - first >= MaxTurns) throw new ExpressionFaultException($"The range ({first}..{last}) has more than {MaxTurns} numbers, which is the limit.");
        var numbers = new List<object?>();
        for (var number = first; number <= last; number++) numbers.Add(number);
        return numbers;
    }

    public void Append(string? text)
    {
        _text.Append(text);
        if (_text.Length > MaxLength) throw new ExpressionFaultException($"The text has more than {MaxLength} characters, which is the limit.");
    }

    public void Turn()
    {
        if (++_turns > MaxTurns) throw new ExpressionFaultException($"The template took more than {MaxTurns} turns, which is the limit.");
    }

    public void Assign(string name, object? value) => _names[name] = value;

    public object? Get(IReadOnlyList<LiquidStep> steps)
    {
        string[] path = [.. steps.Select(step => step.By is null ? step.Name : Show(Get(step.By)) ?? "")];
        var value = First(path, out var used);
        for (var index = used; index < path.Length; index++) value = Member(value, path[index]);
        return value;
    }

    private object? First(string[] path, out int used)
    {
        used = 1;
        if (_names.TryGetValue(path[0], out var value)) return value;
        if (path.Length > 1 && path[0] is "Variables" or "Input" or "Inputs" or "Workflow")
        {
            used = 2;
            return path[0] == "Workflow" && path.Length > 2 ? Workflow(path[1], path[2], ref used) : Named(path[0], path[1]);
        }

        return path[0] switch
        {
            "CorrelationId" => scope.CorrelationId,
            "WorkflowInstanceId" => scope.InstanceId.ToString(),
            "WorkflowDefinitionId" => scope.DefinitionKey,
            "now" => scope.Now,
            var name => scope.TryGetVariable(name, out value) ? value : scope.WorkflowInput.GetValueOrDefault(name),
        };
    }

    private object? Workflow(string part, string name, ref int used)
    {
        used = 3;
        return part is "Input" ? scope.WorkflowInput.GetValueOrDefault(name) : Named("Variables", name);
    }

    private object? Named(string kind, string name) => kind switch
    {
        "Variables" => scope.TryGetVariable(name, out var value) ? value : null,
        _ => scope.WorkflowInput.GetValueOrDefault(name),
    };

    private static object? Member(object? value, string name) => value switch
    {
        IReadOnlyDictionary<string, object?> map => map.TryGetValue(name, out var member) ? member : name == "size" ? (decimal)map.Count : null,
        IReadOnlyList<object?> list => name switch
        {
            "size" => (decimal)list.Count,
            "first" => list.Count > 0 ? list[0] : null,
            "last" => list.Count > 0 ? list[^1] : null,
            _ => int.TryParse(name, out var index) && index >= -list.Count && index < list.Count ? list[index < 0 ? index + list.Count : index] : null,
        },
        string text when name == "size" => (decimal)text.Length,
        _ => null,
    };

    public static bool IsTrue(object? value) => value is not (null or false);

    public static string? Show(object? value) => value is IReadOnlyList<object?> list
        ? string.Concat(list.Select(ValueConversion.Text))
        : ValueConversion.Text(value);
}
