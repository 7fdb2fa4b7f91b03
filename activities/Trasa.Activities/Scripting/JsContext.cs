using System.Buffers.Binary;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using Trasa.Activities.Scripting.Values;
using Trasa.Engine.Expressions;

namespace Trasa.Activities.Scripting;

/// <summary>One run of a script: what it sees of the workflow and what it has left to spend.</summary>
internal sealed class JsContext(IExpressionScope scope, JsBudget budget)
{
    /// <summary>How much is made between two looks at the clock.</summary>
    private const long ClockEvery = 65_536;

    /// <summary>The run of this thread. Values are turned into texts and read at many places, and any of that may run code of the script.</summary>
    [ThreadStatic]
    private static JsContext? _current;

    private readonly long _end = Stopwatch.GetTimestamp() + (long)(budget.Time.TotalSeconds * Stopwatch.Frequency);
    private readonly HashSet<object> _visited = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<object, object> _originals = new(ReferenceEqualityComparer.Instance);
    private int _steps;
    private int _depth;
    private int _symbols;
    private int _told;
    private long _memory;
    private long _look = ClockEvery;
    private ulong? _random;

    public static JsContext Current => _current ?? throw new InvalidOperationException("No script runs on this thread.");

    public IExpressionScope Scope => scope;

    public LiveVariables Variables { get; } = new(scope);

    /// <summary>Values made once for the whole run, by the name that scripts know them by.</summary>
    public Dictionary<string, object?> Made { get; } = new(StringComparer.Ordinal);

    /// <summary>Where the names that nobody declared go.</summary>
    public JsEnvironment? Outermost { get; set; }

    /// <summary>The label that a jump is on its way to.</summary>
    public string? Label { get; set; }

    /// <summary>Outcomes that the script chose.</summary>
    public List<string>? Outcomes { get; set; }

    public void Run(Action body)
    {
        var before = _current;
        _current = this;
        try
        {
            body();
        }
        finally
        {
            _current = before;
        }
    }

    public void Step()
    {
        if (++_steps > budget.Steps) throw new JsLimitException($"The script took more than {budget.Steps} steps, which is the limit (Steps).");
        if ((_steps & 0x3FF) == 0) LookAtClock();
    }

    /// <summary>After what may take long in one step.</summary>
    public void LookAtClock()
    {
        if (Stopwatch.GetTimestamp() > _end) throw new JsLimitException($"The script ran longer than {budget.Time}, which is the limit (Time).");
    }

    public void Enter()
    {
        Step();
        if (++_depth > budget.CallDepth) throw new JsLimitException($"Calls are nested deeper than {budget.CallDepth}, which is the limit (CallDepth).");
        RuntimeHelpers.EnsureSufficientExecutionStack();
    }

    public void Leave() => _depth--;

    public void Charge(long amount)
    {
        if ((_memory += amount) > budget.Memory) throw new JsLimitException($"The script made more than {budget.Memory} characters and items, which is the limit (Memory).");
        if (_memory < _look) return;
        _look = _memory + ClockEvery;
        LookAtClock();
    }

    /// <summary>Begins to walk through what a value holds; false in the middle of walking through it, because it holds itself.</summary>
    public bool Visit(JsObject value)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        return _visited.Add(value);
    }

    public void Visited(JsObject value) => _visited.Remove(value);

    /// <summary>Remembers which value of the workflow this very value stands for, because it has fewer digits. Handed through unchanged, it is that value again.</summary>
    public object StandFor(object value, object original)
    {
        Charge(1);
        _originals[value] = original;
        return value;
    }

    public object? Original(object value) => _originals.Count == 0 ? null : _originals.GetValueOrDefault(value);

    public JsSymbol MakeSymbol(string description) => JsSymbol.Make(description, ++_symbols);

    /// <summary>From 0 up to 1. It begins with an identifier of the burst, as everything does that is made up.</summary>
    public double Random()
    {
        var seed = (_random ?? BinaryPrimitives.ReadUInt64LittleEndian(scope.NewId().ToByteArray().AsSpan(8))) + 0x9E3779B97F4A7C15UL;
        _random = seed;
        seed = (seed ^ (seed >> 30)) * 0xBF58476D1CE4E5B9UL;
        seed = (seed ^ (seed >> 27)) * 0x94D049BB133111EBUL;
        return ((seed ^ (seed >> 31)) >> 11) * (1.0 / (1UL << 53));
    }

    /// <summary>A line for the journal; of a script that says more than can be read, the first ones.</summary>
    public void Tell(string line)
    {
        if (_told++ < 20) scope.Diagnose(line.Length > 1_000 ? line[..1_000] + " ..." : line);
    }
}

/// <summary>A limit that no script can catch.</summary>
internal sealed class JsLimitException(string message) : Exception(message);

/// <summary>A value that a script threw.</summary>
internal sealed class JsThrow(object? value) : Exception(JsDisplay.Of(value))
{
    public object? Value => value;

    public static JsThrow Type(string message) => new(new JsError("TypeError", message));

    public static JsThrow Reference(string message) => new(new JsError("ReferenceError", message));

    public static JsThrow Range(string message) => new(new JsError("RangeError", message));

    public static JsThrow Syntax(string message) => new(new JsError("SyntaxError", message));
}
