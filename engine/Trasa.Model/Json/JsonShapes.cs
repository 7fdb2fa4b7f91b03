using System.Text.Json;
using System.Text.Json.Nodes;

namespace Trasa.Model.Json;

/// <summary>The shapes that definition files of several ages have, read as one.</summary>
public static class JsonShapes
{
    /// <summary>The member by its camelCase name or, in old files, by its PascalCase name.</summary>
    public static JsonNode? Member(this JsonObject json, string name)
    {
        if (json.TryGetPropertyValue(name, out var value)) return value;
        if (name.Length == 0 || !char.IsAsciiLetterLower(name[0])) return null;
        var pascal = string.Create(name.Length, name, static (span, text) =>
        {
            text.CopyTo(span);
            span[0] = char.ToUpperInvariant(span[0]);
        });
        return json.TryGetPropertyValue(pascal, out value) ? value : null;
    }

    /// <summary>The name with a small first letter, as members are called today.</summary>
    public static string Camel(string name) => name.Length > 0 && char.IsAsciiLetterUpper(name[0]) ? char.ToLowerInvariant(name[0]) + name[1..] : name;

    /// <summary>The member's text; a number or a boolean gives its JSON text, anything else null.</summary>
    public static string? Text(this JsonObject json, string name) => AsText(json.Member(name));

    public static string? AsText(JsonNode? node) => node is JsonValue value
        ? value.GetValueKind() switch
        {
            JsonValueKind.String => value.GetValue<string>(),
            JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.ToJsonString(),
            _ => null,
        }
        : null;

    public static bool Flag(this JsonObject json, string name, bool otherwise = false) => json.Member(name) is JsonValue value
        ? value.GetValueKind() switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.String => bool.TryParse(value.GetValue<string>(), out var flag) ? flag : otherwise,
            _ => otherwise,
        }
        : otherwise;

    public static int? Integer(this JsonObject json, string name) =>
        int.TryParse(json.Text(name), System.Globalization.NumberStyles.Integer, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>The id that an input or output is bound to, in an object of its own or bare.</summary>
    public static string? MemoryReference(this JsonObject json) =>
        json.Member("memoryReference") is JsonObject reference ? reference.Text("id") : json.Text("memoryReference");

    public static JsonObject? Object(this JsonObject json, string name) => json.Member(name) as JsonObject;

    /// <summary>A list written as an array, as <c>{"$values": [...]}</c>, or as a lone object; null is empty.</summary>
    public static IList<JsonNode?> List(this JsonObject json, string name) => AsList(json.Member(name));

    public static IList<JsonNode?> AsList(JsonNode? node) => node switch
    {
        JsonArray array => array,
        JsonObject wrapper when wrapper["$values"] is JsonArray values => values,
        JsonObject { Count: > 0 } lone => new List<JsonNode?> { lone },
        _ => Array.Empty<JsonNode?>(),
    };

    /// <summary>The same as <see cref="List"/>, objects only.</summary>
    public static IEnumerable<JsonObject> Objects(this JsonObject json, string name) => json.List(name).OfType<JsonObject>();
}
