using System.Text.Json.Nodes;
using Trasa.Model.Json;

namespace Trasa.Model.Workflows;

/// <summary>A variable of a workflow or of a container.</summary>
public sealed class Variable(JsonObject json)
{
    public JsonObject Json { get; } = json;

    public string Id => Json.Text("id") is { Length: > 0 } id ? id : Name;

    public string Name => Json.Text("name") ?? Json.Text("id") ?? "";

    public string TypeName => Json.Text("typeName") ?? "Object";

    public bool IsArray => Json.Flag("isArray");

    /// <summary>The default value: a text in Elsa's files, any JSON in ours.</summary>
    public JsonNode? Default => Json.Member("value");
}
