using Trasa.Model.Workflows;

namespace Trasa.Model.Validation;

/// <summary>Says whether an expression is one of its language.</summary>
public interface IExpressionCheck
{
    /// <summary>What is wrong with it, or null.</summary>
    string? Check(ExpressionSource source, IReadOnlyCollection<string> names);
}
