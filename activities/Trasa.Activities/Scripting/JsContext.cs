using System.Diagnostics;
using System.Runtime.CompilerServices;
using Trasa.Engine.Expressions;

namespace Trasa.Activities.Scripting;

/// <summary>What one run of a script may cost.</summary>
public sealed class JsBudget
{
    public const int MaxItems = 1_000_000;

    public static JsBudget Default { get; } = new();

    /// <summary>Statements, calls and turns of loops; default 1,000,000.</summary>
    public int Steps { get; init; } = 1_000_000;

    /// <summary>Calls inside calls; default 200.</summary>
    public int CallDepth { get; init; } = 200;

    /// <summary>Characters and items made, in all; default 20,000,000.</summary>
    public long Memory { get; init; } = 20_000_000;

    public TimeSpan Time { get; init; } = TimeSpan.FromSeconds(2);
}

/// <summary>One run of a script: what it sees of the workflow and what it has left to spend.</summary>
internal sealed class JsContext(IExpressionScope scope, JsBudget budget)
{
    private readonly long _end = Stopwatch.GetTimestamp() + (long)(budget.Time.TotalSeconds * Stopwatch.Frequency);
    private int _steps;
    private int _depth;
    private long _memory;

    public IExpressionScope Scope => scope;

    /// <summary>Outcomes that the script chose.</summary>
    public List<string>? Outcomes { get; set; }

    public void Step()
    {
        if (++_steps > budget.Steps) throw new JsLimitException($"The script took more than {budget.Steps} steps, which is the limit (Steps).");
        if ((_steps & 0x3FF) == 0 && Stopwatch.GetTimestamp() > _end)
            throw new JsLimitException($"The script ran longer than {budget.Time}, which is the limit (Time).");
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
    }
}

/// <summary>A limit that no script can catch.</summary>
internal sealed class JsLimitException(string message) : Exception(message);

/// <summary>A value that a script threw.</summary>
internal sealed class JsThrow(object? value) : Exception(Values.JsConvert.ToText(value))
{
    public object? Value => value;

    public static JsThrow Type(string message) => new(new Values.JsError("TypeError", message));

    public static JsThrow Reference(string message) => new(new Values.JsError("ReferenceError", message));

    public static JsThrow Range(string message) => new(new Values.JsError("RangeError", message));
}
