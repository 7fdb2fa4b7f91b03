using System.Text.Json;
using System.Text.Json.Nodes;
using Trasa.Engine.Values;
using Trasa.Model.Json;
using Trasa.Model.Validation;
using Trasa.Model.Workflows;

namespace Trasa.Engine.Expressions;

/// <summary>A value that is written down.</summary>
internal sealed class ConstantExpression(object? value) : CompiledExpression
{
    public override bool IsConstant => true;

    public override object? Evaluate(IExpressionScope scope) => value;
}

/// <summary>Literals: any JSON, read as it is.</summary>
internal sealed class LiteralEvaluator : IExpressionEvaluator
{
    public IReadOnlyList<string> Types { get; } = ["Literal", "Delegate", ""];

    public CompiledExpression Compile(ExpressionSource source, ExpressionSight sight) => new ConstantExpression(JsonValues.Read(source.Value));
}

/// <summary>JSON, usually inside a text.</summary>
internal sealed class ObjectEvaluator : IExpressionEvaluator
{
    public IReadOnlyList<string> Types { get; } = ["Object", "Json", "JSON"];

    public CompiledExpression Compile(ExpressionSource source, ExpressionSight sight)
    {
        if (JsonShapes.AsText(source.Value) is not { } text) return new ConstantExpression(JsonValues.Read(source.Value));
        if (string.IsNullOrWhiteSpace(text)) return new ConstantExpression(null);
        try
        {
            return new ConstantExpression(JsonValues.Parse(text));
        }
        catch (JsonException fault)
        {
            // A plain word in a field of type String is that word, as in Elsa.
            return source.TypeName is "String" or "Object" or null
                ? new ConstantExpression(text)
                : throw new ExpressionSyntaxException($"'{Excerpt.Of(text)}' is not JSON: {fault.Message}");
        }
    }
}

/// <summary>The value of a variable, given as an object with its id and name, as JSON text of that, or by its bare name.</summary>
internal sealed class VariableEvaluator : IExpressionEvaluator
{
    public IReadOnlyList<string> Types { get; } = ["Variable"];

    public CompiledExpression Compile(ExpressionSource source, ExpressionSight sight)
    {
        var (id, name) = Reference(source.Value);
        if (id is null && name is null) return new ConstantExpression(null);
        return new Lookup(id ?? name!, name ?? id!);
    }

    private static (string? Id, string? Name) Reference(JsonNode? value)
    {
        if (value is JsonObject json) return (json.Text("id"), json.Text("name"));
        var text = JsonShapes.AsText(value);
        if (string.IsNullOrWhiteSpace(text)) return (null, null);
        if (!text.TrimStart().StartsWith('{')) return (text, text);
        try
        {
            return Reference(JsonNode.Parse(text));
        }
        catch (JsonException)
        {
            throw new ExpressionSyntaxException($"'{Excerpt.Of(text)}' names no variable; expected its name, or JSON with 'id' and 'name'.");
        }
    }

    private sealed class Lookup(string id, string name) : CompiledExpression
    {
        public override object? Evaluate(IExpressionScope scope) =>
            scope.TryGetVariable(id, out var value) || scope.TryGetVariable(name, out value) ? value : null;
    }
}

/// <summary>What the workflow was started with, by an input's name or by an object that has one.</summary>
internal sealed class InputEvaluator : IExpressionEvaluator
{
    public IReadOnlyList<string> Types { get; } = ["Input"];

    public CompiledExpression Compile(ExpressionSource source, ExpressionSight sight)
    {
        var name = source.Value is JsonObject json ? json.Text("name") : Name(source.Text);
        return string.IsNullOrEmpty(name) ? new ConstantExpression(null) : new Lookup(name);
    }

    private static string? Name(string text)
    {
        if (!text.TrimStart().StartsWith('{')) return text;
        try
        {
            return (JsonNode.Parse(text) as JsonObject)?.Text("name");
        }
        catch (JsonException)
        {
            throw new ExpressionSyntaxException($"'{Excerpt.Of(text)}' names no input; expected its name, or JSON with 'name'.");
        }
    }

    private sealed class Lookup(string name) : CompiledExpression
    {
        public override object? Evaluate(IExpressionScope scope) => scope.WorkflowInput.GetValueOrDefault(name);
    }
}
