using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Trasa.Engine.Values;
using Trasa.Feel;
using Trasa.Model.Validation;
using Trasa.Model.Workflows;

namespace Trasa.Engine.Expressions;

/// <summary>
/// FEEL. A name is a variable in sight or else an input of the workflow; <c>Instance</c> has id, name and correlationId.
/// <c>now()</c> and <c>today()</c> are the instant of the burst.
/// </summary>
internal sealed class FeelEvaluator : IExpressionEvaluator
{
    private static readonly FeelOptions Options = new() { Time = new BurstTime() };

    /// <summary>Names are read once for all expressions that see the same.</summary>
    private readonly ConditionalWeakTable<ExpressionSight, FeelSight> _sights = [];

    public IReadOnlyList<string> Types { get; } = [ExpressionSource.Feel];

    public CompiledExpression Compile(ExpressionSource source, ExpressionSight sight)
    {
        var text = TextOf(source);
        var expression = FeelExpression.Compile(text, SightOf(sight).Scope, Options);
        return expression.IsValid
            ? new Compiled(expression, source.TypeName == "Boolean")
            : throw new ExpressionSyntaxException($"'{Excerpt.Of(text)}' is not FEEL: {string.Join("; ", expression.Problems)}");
    }

    public IEnumerable<ExpressionFinding> Inspect(ExpressionSource source, ExpressionSight sight) => FeelFindings.Of(TextOf(source), source.TypeName == "Boolean", SightOf(sight), Options);

    private FeelSight SightOf(ExpressionSight sight) => _sights.GetValue(sight, names => new(names));

    private static string TextOf(ExpressionSource source)
    {
        var text = source.Text.Trim();
        return text.StartsWith('=') ? text[1..] : text;
    }

    private sealed class Compiled(FeelExpression expression, bool isCondition) : CompiledExpression
    {
        public override object? Evaluate(IExpressionScope scope)
        {
            BurstTime.Instant = scope.Now;
            var result = expression.Evaluate(new ScopeVariables(scope));
            if (result.Diagnostics.Count > 0) Tell(scope, result);
            return ValueConversion.Canonical(result.Value);
        }

        /// <summary>A condition that is neither true nor false decides nothing; elsewhere a null is a value, and the journal says where it came from.</summary>
        private void Tell(IExpressionScope scope, FeelResult result)
        {
            var why = string.Join("; ", result.Diagnostics.Take(5));
            if (isCondition && result.Value is not bool) throw new ExpressionFaultException($"'{Excerpt.Of(expression.Text)}' is neither true nor false: {why}");
            if (result.Value is null) scope.Diagnose($"'{Excerpt.Of(expression.Text)}' is null: {why}");
        }
    }

    /// <summary>FEEL asks its options for the time; the options are shared and the instant belongs to the burst of this thread.</summary>
    private sealed class BurstTime : TimeProvider
    {
        [ThreadStatic]
        private static DateTimeOffset _instant;

        public static DateTimeOffset Instant
        {
            set => _instant = value;
        }

        public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

        public override DateTimeOffset GetUtcNow() => _instant;
    }

    /// <summary>What is in sight, asked for name by name.</summary>
    private sealed class ScopeVariables(IExpressionScope scope) : IReadOnlyDictionary<string, object?>
    {
        public IEnumerable<string> Keys => scope.VariableNames.Concat(scope.WorkflowInput.Keys).Append("Instance").Distinct();

        public IEnumerable<object?> Values => Keys.Select(key => this[key]);

        public int Count => Keys.Count();

        public object? this[string key] => TryGetValue(key, out var value) ? value : null;

        public bool ContainsKey(string key) => TryGetValue(key, out _);

        public bool TryGetValue(string key, [MaybeNullWhen(false)] out object? value)
        {
            if (scope.TryGetVariable(key, out value)) return true;
            if (scope.WorkflowInput.TryGetValue(key, out value)) return true;
            value = key == "Instance" ? Instance() : null;
            return value is not null;
        }

        public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => Keys.Select(key => KeyValuePair.Create(key, this[key])).GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        private Dictionary<string, object?> Instance() => new()
        {
            ["id"] = scope.InstanceId.ToString(),
            ["name"] = scope.InstanceName,
            ["correlationId"] = scope.CorrelationId,
            ["definition"] = scope.DefinitionKey,
            ["version"] = (decimal)scope.DefinitionVersion,
        };
    }
}
