using System.Buffers;
using System.Collections;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Trasa.Engine.Values;

/// <summary>The values of a workflow as JSON. Dates and durations are written as ISO 8601 text.</summary>
public static class JsonValues
{
    private const int MaxDepth = 200;

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = MaxDepth + 2 };

    public static object? Parse(string? json) => string.IsNullOrEmpty(json) ? null : Read(JsonNode.Parse(json));

    public static object? Read(JsonNode? node) => node switch
    {
        null => null,
        JsonObject json => json.ToDictionary(member => member.Key, member => Read(member.Value), StringComparer.Ordinal),
        JsonArray array => array.Select(Read).ToList(),
        _ => Scalar(node.AsValue()),
    };

    private static object? Scalar(JsonValue value) => value.GetValueKind() switch
    {
        JsonValueKind.String => value.TryGetValue<string>(out var text) ? text : value.ToString(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => Number(value.ToJsonString()),
        _ => null,
    };

    private static object Number(string text) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : double.Parse(text, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture);

    public static string Write(object? value)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Options))
            Write(writer, value, 0);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter writer, object? value, int depth)
    {
        if (depth > MaxDepth) throw new InvalidOperationException($"A value is nested deeper than {MaxDepth}; is it part of itself?");
        switch (value)
        {
            case null: writer.WriteNullValue(); break;
            case bool flag: writer.WriteBooleanValue(flag); break;
            case decimal number: writer.WriteNumberValue(number); break;
            case string text: writer.WriteStringValue(text); break;
            case JsonNode node: node.WriteTo(writer); break;
            case IReadOnlyDictionary<string, object?> map: WriteMap(writer, map, depth); break;
            case IEnumerable list: WriteList(writer, list, depth); break;
            default: WriteOther(writer, value, depth); break;
        }
    }

    private static void WriteOther(Utf8JsonWriter writer, object value, int depth)
    {
        var canonical = ValueConversion.Canonical(value);
        if (canonical is null or bool or decimal or string or IEnumerable) Write(writer, canonical, depth);
        else writer.WriteStringValue(ValueConversion.Text(canonical));
    }

    private static void WriteMap(Utf8JsonWriter writer, IReadOnlyDictionary<string, object?> map, int depth)
    {
        writer.WriteStartObject();
        foreach (var (name, value) in map)
        {
            writer.WritePropertyName(name);
            Write(writer, value, depth + 1);
        }

        writer.WriteEndObject();
    }

    private static void WriteList(Utf8JsonWriter writer, IEnumerable list, int depth)
    {
        writer.WriteStartArray();
        foreach (var item in list) Write(writer, item, depth + 1);
        writer.WriteEndArray();
    }
}
