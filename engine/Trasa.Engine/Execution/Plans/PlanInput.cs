using Trasa.Engine.Expressions;
using Trasa.Engine.Values;

namespace Trasa.Engine.Execution.Plans;

/// <summary>An input of an activity: a constant, or an expression whose value is brought to the declared type.</summary>
internal sealed class PlanInput
{
    private readonly CompiledExpression? _expression;
    private readonly TypeAlias.Kind _type;
    private readonly object? _constant;

    public PlanInput(string name, CompiledExpression expression, TypeAlias.Kind type)
    {
        Name = name;
        _type = type;
        if (expression.IsConstant && TryConvert(expression, type, out _constant)) return;
        _expression = expression;
    }

    public string Name { get; }

    public bool IsConstant => _expression is null;

    /// <summary>The value of a constant; null for an expression.</summary>
    public object? Constant => _constant;

    public object? Evaluate(IExpressionScope scope) =>
        _expression is null ? _constant : TypeAlias.Convert(_expression.Evaluate(scope), _type);

    /// <summary>A literal that does not fit its type faults when it is used, not when the definition is opened.</summary>
    private static bool TryConvert(CompiledExpression expression, TypeAlias.Kind type, out object? value)
    {
        try
        {
            value = TypeAlias.Convert(expression.Evaluate(null!), type);
            return true;
        }
        catch (ActivityFaultException)
        {
            value = null;
            return false;
        }
    }
}

/// <summary>Where an output goes: to a variable, or to an output of the workflow.</summary>
internal sealed record PlanOutput(string Name, string Target, bool IsWorkflowOutput);

/// <summary>An expression that could not be compiled: it says so when it is used.</summary>
internal sealed class BrokenExpression(string message) : CompiledExpression
{
    public override object? Evaluate(IExpressionScope scope) => throw new ActivityFaultException(message);
}
