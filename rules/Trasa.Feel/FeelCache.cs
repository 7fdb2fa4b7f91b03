using System.Collections.Concurrent;

namespace Trasa.Feel;

/// <summary>
/// Compiled expressions by their text, for callers that meet texts at run time. One cache belongs to one scope and one set
/// of options, because both decide what a text means. Safe for many threads.
/// </summary>
public sealed class FeelCache(FeelScope? scope = null, FeelOptions? options = null, int capacity = 10_000)
{
    private readonly ConcurrentDictionary<string, FeelExpression> _expressions = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, FeelUnaryTests> _tests = new(StringComparer.Ordinal);

    public FeelExpression Expression(string text)
    {
        if (_expressions.TryGetValue(text, out var known)) return known;
        // Texts can come from data, so the cache must not grow for ever.
        if (_expressions.Count >= capacity) _expressions.Clear();
        return _expressions[text] = FeelExpression.Compile(text, scope, options);
    }

    public FeelUnaryTests UnaryTests(string text)
    {
        if (_tests.TryGetValue(text, out var known)) return known;
        if (_tests.Count >= capacity) _tests.Clear();
        return _tests[text] = FeelUnaryTests.Compile(text, scope, options);
    }

    public FeelResult Evaluate(string text, IReadOnlyDictionary<string, object?> variables) => Expression(text).Evaluate(variables);
}
