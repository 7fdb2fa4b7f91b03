using System.Text.Json.Nodes;
using Trasa.Model.Json;

namespace Trasa.Model.Workflows;

/// <summary>An expression as it is written: its language and its value, a text or, for literals, any JSON.</summary>
/// <param name="Type"><c>Literal</c>, <c>Object</c>, <c>Variable</c>, <c>Input</c>, <c>Feel</c>, <c>JavaScript</c>, <c>Liquid</c>, ...</param>
/// <param name="Value">The text, or JSON.</param>
/// <param name="TypeName">The alias of the type that the value should have, or null.</param>
public sealed record ExpressionSource(string Type, JsonNode? Value, string? TypeName)
{
    public const string Literal = "Literal";
    public const string Feel = "Feel";

    /// <summary>The expression's text; JSON for a literal that is no text.</summary>
    public string Text => JsonShapes.AsText(Value) ?? Value?.ToJsonString() ?? "";

    /// <summary>
    /// Reads a wrapped input (<c>{typeName, expression}</c>), a bare expression (<c>{type, value}</c>, as in the cases of a
    /// switch), a reference to a variable alone (<c>{typeName, memoryReference}</c>) or plain JSON, which is a literal.
    /// </summary>
    /// <returns>Null when nothing is given.</returns>
    public static ExpressionSource? Read(JsonNode? json)
    {
        if (json is null) return null;
        if (json is not JsonObject wrapper) return new(Literal, json, null);
        var typeName = wrapper.Text("typeName");
        return wrapper.Member("expression") switch
        {
            JsonObject expression => Bare(expression, typeName),
            JsonValue text => new(Literal, text, typeName),
            _ when typeName is not null => Reference(wrapper, typeName),
            _ when wrapper.Text("type") is not null => Bare(wrapper, null),
            _ => new(Literal, wrapper, null),
        };
    }

    private static ExpressionSource Bare(JsonObject expression, string? typeName) =>
        expression.Member("value") is null && expression.MemoryReference() is { Length: > 0 } id
            ? new("Variable", new JsonObject { ["id"] = id }, typeName)
            : new(expression.Text("type") ?? Literal, expression.Member("value"), typeName);

    private static ExpressionSource? Reference(JsonObject wrapper, string typeName) =>
        wrapper.MemoryReference() is { Length: > 0 } id
            ? new("Variable", new JsonObject { ["id"] = id }, typeName)
            : null;

    /// <summary>The wrapped form, for writing.</summary>
    public JsonObject ToJson() => new()
    {
        ["typeName"] = TypeName ?? "Object",
        ["expression"] = new JsonObject { ["type"] = Type, ["value"] = Value?.DeepClone() },
    };
}
