using System.Text.Json;
using System.Text.Json.Nodes;

namespace Trasa.Decisions.Records;

/// <summary>Whether two results are the same result: 1 and 1.0 are one number, the order of fields does not matter.</summary>
internal static class SameJson
{
    public static bool Equal(JsonNode? left, JsonNode? right) => (left, right) switch
    {
        (null, null) => true,
        (JsonObject a, JsonObject b) => a.Count == b.Count && a.All(field => b.TryGetPropertyValue(field.Key, out var other) && Equal(field.Value, other)),
        (JsonArray a, JsonArray b) => a.Count == b.Count && a.Zip(b).All(pair => Equal(pair.First, pair.Second)),
        (JsonValue a, JsonValue b) => a.GetValueKind() == JsonValueKind.Number && b.GetValueKind() == JsonValueKind.Number
            ? Number(a) == Number(b)
            : JsonNode.DeepEquals(a, b),
        _ => false,
    };

    private static decimal Number(JsonValue value) =>
        decimal.TryParse(value.ToJsonString(), System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : decimal.MaxValue;
}
