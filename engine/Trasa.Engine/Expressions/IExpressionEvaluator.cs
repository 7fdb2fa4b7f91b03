using Trasa.Model.Validation;
using Trasa.Model.Workflows;

namespace Trasa.Engine.Expressions;

/// <summary>An expression language. Compiles once per place in a definition; what it returns serves every instance at once.</summary>
public interface IExpressionEvaluator
{
    /// <summary>The names that expressions of it carry as their <c>type</c>.</summary>
    IReadOnlyList<string> Types { get; }

    /// <param name="source">The expression.</param>
    /// <param name="sight">The variables and inputs in sight, for languages whose names may have spaces.</param>
    /// <exception cref="ExpressionSyntaxException">The text is no expression of this language.</exception>
    CompiledExpression Compile(ExpressionSource source, ExpressionSight sight);

    /// <summary>What will go wrong with an expression that compiles, as far as its text shows it.</summary>
    IEnumerable<ExpressionFinding> Inspect(ExpressionSource source, ExpressionSight sight) => [];
}

/// <summary>A compiled expression. Thread-safe.</summary>
public abstract class CompiledExpression
{
    /// <summary>Whether the value is the same at every place and time, so that it is worked out once.</summary>
    public virtual bool IsConstant => false;

    /// <exception cref="ExpressionFaultException">It cannot be worked out; the message says why.</exception>
    public abstract object? Evaluate(IExpressionScope scope);
}

/// <summary>The text is no expression.</summary>
/// <param name="message">What is wrong and where.</param>
public sealed class ExpressionSyntaxException(string message) : Exception(message);

/// <summary>An expression that is well formed cannot be worked out on these values.</summary>
public sealed class ExpressionFaultException(string message, Exception? inner = null) : Exception(message, inner);
