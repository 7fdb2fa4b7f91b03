using Trasa.Feel.Compilation;
using Trasa.Feel.Syntax;
using Trasa.Feel.Types;

namespace Trasa.Feel;

/// <summary>A FEEL expression, read and compiled once. Safe for use by many threads at the same time.</summary>
public sealed class FeelExpression
{
    private readonly CompiledText? _compiled;

    private FeelExpression(string text, CompiledText? compiled, FeelType type, IReadOnlyList<FeelDiagnostic> problems, IReadOnlyList<FeelDiagnostic> warnings)
    {
        Text = text;
        _compiled = compiled;
        StaticType = type;
        Problems = problems;
        Warnings = warnings;
    }

    public string Text { get; }

    /// <summary>Why the text does not read; empty when it does. Such an expression evaluates to null with the same diagnostics.</summary>
    public IReadOnlyList<FeelDiagnostic> Problems { get; }

    /// <summary>Calls of functions that neither we nor the scope know. The text runs, and such a call yields null.</summary>
    public IReadOnlyList<FeelDiagnostic> Warnings { get; }

    public bool IsValid => Problems.Count == 0;

    /// <summary>The type of the result as far as the text alone shows it.</summary>
    public FeelType StaticType { get; }

    /// <summary>The variables that the text uses and a caller must supply.</summary>
    public IEnumerable<string> VariableNames => _compiled?.VariableNames ?? [];

    /// <summary>Reads and compiles. Never throws for what the text holds: see <see cref="Problems"/>.</summary>
    public static FeelExpression Compile(string text, FeelScope? scope = null, FeelOptions? options = null)
    {
        (scope, options) = (scope ?? FeelScope.Empty, options ?? FeelOptions.Default);
        try
        {
            var (node, warnings) = Parser.ReadExpression(text, scope, options);
            var root = CompileScope.ForRoot(scope, options.Functions);
            return new FeelExpression(text, new CompiledText(node.CompileFolded(root), root, options), node.StaticType, [], warnings);
        }
        catch (FeelSyntaxException problem)
        {
            return new FeelExpression(text, null, FeelType.Any, [problem.Diagnostic], []);
        }
    }

    public static FeelExpression Compile(string text, IEnumerable<string> names, FeelOptions? options = null) => Compile(text, new FeelScope(names), options);

    /// <summary>Evaluates with the variables given. Never throws for what the text or the values hold.</summary>
    public FeelResult Evaluate(IReadOnlyDictionary<string, object?> variables) =>
        _compiled?.Evaluate(variables) ?? new FeelResult(default, Problems);
}

/// <summary>The tests of a table cell (<c>-</c>, <c>"a", "b"</c>, <c>not(&lt; 5)</c>), read and compiled once. Safe for many threads.</summary>
public sealed class FeelUnaryTests
{
    private readonly CompiledText? _compiled;

    private FeelUnaryTests(string text, CompiledText? compiled, IReadOnlyList<FeelDiagnostic> problems, IReadOnlyList<FeelDiagnostic> warnings)
    {
        Text = text;
        _compiled = compiled;
        Problems = problems;
        Warnings = warnings;
    }

    public string Text { get; }

    /// <summary>Why the text does not read; empty when it does.</summary>
    public IReadOnlyList<FeelDiagnostic> Problems { get; }

    /// <summary>As <see cref="FeelExpression.Warnings"/>.</summary>
    public IReadOnlyList<FeelDiagnostic> Warnings { get; }

    public bool IsValid => Problems.Count == 0;

    /// <summary>Reads and compiles. Never throws for what the text holds: see <see cref="Problems"/>.</summary>
    public static FeelUnaryTests Compile(string text, FeelScope? scope = null, FeelOptions? options = null)
    {
        (scope, options) = (scope ?? FeelScope.Empty, options ?? FeelOptions.Default);
        try
        {
            var (node, warnings) = Parser.ReadUnaryTests(text, scope, options);
            var root = CompileScope.ForRoot(scope, options.Functions);
            return new FeelUnaryTests(text, new CompiledText(node.Compile(root), root, options), [], warnings);
        }
        catch (FeelSyntaxException problem)
        {
            return new FeelUnaryTests(text, null, [problem.Diagnostic], []);
        }
    }

    /// <summary>Tests a value; the result is true, false or null. A cell fires only on true.</summary>
    public FeelResult Test(object? input, IReadOnlyDictionary<string, object?> variables) =>
        _compiled?.Test(input, variables) ?? new FeelResult(default, Problems);
}
