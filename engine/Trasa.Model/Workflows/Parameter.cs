using System.Text.Json.Nodes;
using Trasa.Model.Json;

namespace Trasa.Model.Workflows;

/// <summary>An input or output of a workflow.</summary>
public sealed class Parameter(JsonObject json)
{
    public JsonObject Json { get; } = json;

    public string Name => Json.Text("name") ?? "";

    public string TypeName => Json.Text("type") ?? Json.Text("typeName") ?? "Object";

    public string? DisplayName => Json.Text("displayName");

    public string? Description => Json.Text("description");

    public bool IsArray => Json.Flag("isArray");
}
