using Trasa.Model.Validation;
using Trasa.Model.Workflows;

namespace Trasa.Engine.Expressions;

/// <summary>The expression languages that are there, by the type that expressions carry.</summary>
public sealed class ExpressionLanguages : IExpressionCheck
{
    private readonly Dictionary<string, IExpressionEvaluator> _byType = new(StringComparer.OrdinalIgnoreCase);

    public ExpressionLanguages(IEnumerable<IExpressionEvaluator> evaluators)
    {
        foreach (var evaluator in evaluators)
            foreach (var type in evaluator.Types) _byType[type] = evaluator;
    }

    public IEnumerable<string> Types => _byType.Keys;

    /// <exception cref="ExpressionSyntaxException">The language is unknown or the text is no expression of it.</exception>
    public CompiledExpression Compile(ExpressionSource source, ExpressionSight sight) => _byType.TryGetValue(source.Type, out var evaluator)
        ? evaluator.Compile(source, sight)
        : Refused(source.Type) is { } reason ? throw new ExpressionSyntaxException(reason)
        : throw new ExpressionSyntaxException($"The expression language '{source.Type}' is not there. Known: {string.Join(", ", _byType.Keys.Where(type => type.Length > 0).Order(StringComparer.Ordinal))}.");

    /// <summary>Languages of Elsa that are code: whoever may edit a workflow would own the host.</summary>
    private static string? Refused(string type) => type.ToUpperInvariant() switch
    {
        "CSHARP" or "C#" => "C# in a definition is not run: whoever edits it would own the host. Write the condition in FEEL or JavaScript, or make an activity of it in code.",
        "PYTHON" => "Python in a definition is not run: whoever edits it would own the host. Write the condition in FEEL or JavaScript.",
        "SECRET" => "Secrets are not read by expressions; they belong into the configuration of the channel that needs them.",
        _ => null,
    };

    public IEnumerable<ExpressionFinding> Inspect(ExpressionSource source, ExpressionSight sight) =>
        _byType.TryGetValue(source.Type, out var evaluator) ? evaluator.Inspect(source, sight) : [];

    /// <summary>The problem with the expression, or null; for editors and validation.</summary>
    public string? Check(ExpressionSource source, ExpressionSight sight)
    {
        try
        {
            Compile(source, sight);
            return null;
        }
        catch (ExpressionSyntaxException fault)
        {
            return fault.Message;
        }
    }
}
