using System.Text;
using System.Text.Json;
using Trasa.Engine.Expressions;
using Trasa.Engine.Values;

namespace Trasa.Activities.Scripting.Liquid;

/// <summary>One rendering: what was assigned, what is written, and what it may still cost.</summary>
internal sealed class LiquidRun(IExpressionScope scope)
{
    private readonly Dictionary<string, object?> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, decimal> _counters = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _cycles = new(StringComparer.Ordinal);
    private StringBuilder _text = new();

    /// <summary>Characters of the texts around the one that is being captured.</summary>
    private int _around;

    public LiquidBudget Budget { get; } = new();

    public DateTimeOffset Now => scope.Now;

    /// <summary>Whether the turn or the loop is being left.</summary>
    public LiquidLeaving Leaving { get; set; }

    /// <summary>Where the loops ended that another one goes on from.</summary>
    public Dictionary<string, int> Positions { get; } = new(StringComparer.Ordinal);

    public string Text => _text.ToString();

    public void Write(IReadOnlyList<LiquidPart> parts)
    {
        foreach (var part in parts)
        {
            if (Leaving != LiquidLeaving.None) return;
            Budget.Work(8);
            part.Write(this);
        }
    }

    /// <summary>What the parts write, apart from the rest.</summary>
    public string Captured(IReadOnlyList<LiquidPart> parts)
    {
        var around = _text;
        _around += around.Length;
        _text = new();
        Write(parts);
        (var text, _text) = (_text.ToString(), around);
        _around -= around.Length;
        Budget.Made(text);
        return text;
    }

    /// <summary><c>increment</c> shows the counter before it counts, <c>decrement</c> after it.</summary>
    public decimal Count(string name, int by)
    {
        var before = _counters.GetValueOrDefault(name);
        _counters[name] = before + by;
        return by > 0 ? before : before + by;
    }

    public int Next(string cycle)
    {
        var turn = _cycles.GetValueOrDefault(cycle);
        _cycles[cycle] = turn + 1;
        return turn;
    }

    /// <summary>The whole numbers from the one to the other.</summary>
    public List<object?> Numbers(object? from, object? to)
    {
        var (first, last) = (decimal.Truncate(ValueConversion.ToNumber(from) ?? 0), decimal.Truncate(ValueConversion.ToNumber(to) ?? 0));
        if (last - first >= LiquidBudget.MaxItems) throw new ExpressionFaultException($"The range ({first}..{last}) has more than {LiquidBudget.MaxItems} numbers, which is the limit.");
        var numbers = new List<object?>();
        for (var number = first; number <= last; number++) numbers.Add(number);
        Budget.Work(numbers.Count);
        Budget.Made(numbers);
        return numbers;
    }

    public void Append(string? text)
    {
        if (text is null) return;
        LiquidBudget.CheckText((long)_around + _text.Length + text.Length);
        _text.Append(text);
    }

    public void Assign(string name, object? value) => _names[name] = value;

    /// <summary>What the names mean now, for a loop that will give them other meanings.</summary>
    public List<(string Name, bool IsThere, object? Value)> Keep(params string[] names) =>
        [.. names.Select(name => (name, _names.TryGetValue(name, out var value), value))];

    public void Restore(List<(string Name, bool IsThere, object? Value)> kept)
    {
        foreach (var (name, isThere, value) in kept)
        {
            if (isThere) _names[name] = value;
            else _names.Remove(name);
        }
    }

    public object? Get(IReadOnlyList<LiquidStep> steps)
    {
        Budget.Work(steps.Count);
        string[] path = [.. steps.Select(step => step.By is null ? step.Name : Show(Get(step.By)) ?? "")];
        var value = First(path, out var used);
        for (var index = used; index < path.Length; index++) value = Member(value, path[index]);
        return value;
    }

    /// <summary>The items to go through: of a map its pairs, of a text the JSON array that it holds or the text itself.</summary>
    public IReadOnlyList<object?> Items(object? value)
    {
        if (value is IReadOnlyDictionary<string, object?> map) return [.. map.Select(member => new List<object?> { member.Key, member.Value })];
        if (value is not string text) return ValueConversion.ToList(value);
        Budget.Work(text.Length);
        try
        {
            return text.Length == 0 ? [] : ValueConversion.ToList(text);
        }
        catch (JsonException)
        {
            return [text];
        }
    }

    public string? Show(object? value)
    {
        if (value is null or string) return value as string;
        Budget.Work(LiquidBudget.Measure(value));
        return value is IReadOnlyList<object?> list ? string.Concat(list.Select(ValueConversion.Text)) : ValueConversion.Text(value);
    }

    /// <summary>As <see cref="Show"/>, lists as JSON: for comparisons.</summary>
    public string? Json(object? value)
    {
        if (value is null or string) return value as string;
        Budget.Work(LiquidBudget.Measure(value));
        return ValueConversion.Text(value);
    }

    public static bool IsTrue(object? value) => value is not (null or false);

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
            "WorkflowDefinitionVersionId" => $"{scope.DefinitionKey}-v{scope.DefinitionVersion}",
            "WorkflowDefinitionVersion" => (decimal)scope.DefinitionVersion,
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
}
