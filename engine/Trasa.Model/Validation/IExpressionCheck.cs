using Trasa.Model.Workflows;

namespace Trasa.Model.Validation;

/// <summary>Says whether an expression is one of its language, and what is odd about it.</summary>
public interface IExpressionCheck
{
    /// <summary>What is wrong with it, or null.</summary>
    string? Check(ExpressionSource source, ExpressionSight sight);

    /// <summary>What will go wrong with an expression that reads well.</summary>
    IEnumerable<ExpressionFinding> Inspect(ExpressionSource source, ExpressionSight sight) => [];
}

/// <summary>
/// What an expression can see where it stands. All expressions that see the same share one, so that a language reads the names
/// once and not for each expression.
/// </summary>
/// <param name="types">The names that are declared, with the alias of their type, or null when they may hold anything.</param>
public sealed class ExpressionSight(IReadOnlyDictionary<string, string?> types)
{
    public IReadOnlyDictionary<string, string?> Types => types;

    /// <summary>Names that may hold anything.</summary>
    public static ExpressionSight Of(IEnumerable<string> names) => new(names.Distinct(StringComparer.Ordinal).ToDictionary(name => name, _ => (string?)null, StringComparer.Ordinal));
}

/// <param name="Kind">What it is.</param>
/// <param name="Message">What is wrong and what would be right.</param>
public sealed record ExpressionFinding(ExpressionFindingKind Kind, string Message);

public enum ExpressionFindingKind
{
    /// <summary>Kinds of values that never go together.</summary>
    WrongKind,

    /// <summary>A name that nothing in the workflow gives a value.</summary>
    UnknownName,

    /// <summary>A name that means an earlier entry of the same context and not the variable.</summary>
    HiddenName,
}
