using System.Text;
using System.Text.Json;

namespace Trasa.Engine.Calendars.Files;

/// <summary>A JSON value that remembers where it stands, so that a problem can name the line and the path.</summary>
internal sealed class JsonPart
{
    private JsonPart(JsonTokenType kind, string path, int line, string? text) => (Kind, Path, Line, Text) = (kind, path, line, text);

    public JsonTokenType Kind { get; }

    public string Path { get; }

    public int Line { get; }

    /// <summary>A string as it is, another scalar as written.</summary>
    public string? Text { get; }

    public List<(string Name, JsonPart Value)> Members { get; } = [];

    public List<JsonPart> Items { get; } = [];

    public JsonPart? this[string name] => Members.Find(member => member.Name == name).Value;

    /// <exception cref="JsonException">The text is not JSON; the exception knows the line.</exception>
    public static JsonPart Parse(string json)
    {
        var bytes = Encoding.UTF8.GetBytes(json);
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        reader.Read();
        var part = Read(ref reader, bytes, "");
        reader.Read();
        return part;
    }

    private static JsonPart Read(ref Utf8JsonReader reader, byte[] bytes, string path)
    {
        var line = 1 + bytes.AsSpan(0, (int)reader.TokenStartIndex).Count((byte)'\n');
        var text = reader.TokenType switch
        {
            JsonTokenType.String => reader.GetString(),
            JsonTokenType.StartObject or JsonTokenType.StartArray => null,
            _ => Encoding.UTF8.GetString(reader.ValueSpan),
        };
        var part = new JsonPart(reader.TokenType, path, line, text);
        if (part.Kind == JsonTokenType.StartObject)
            ReadMembers(ref reader, bytes, part);
        else if (part.Kind == JsonTokenType.StartArray)
            ReadItems(ref reader, bytes, part);
        return part;
    }

    private static void ReadMembers(ref Utf8JsonReader reader, byte[] bytes, JsonPart part)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            part.Members.Add((name, Read(ref reader, bytes, part.Path.Length == 0 ? name : $"{part.Path}.{name}")));
        }
    }

    private static void ReadItems(ref Utf8JsonReader reader, byte[] bytes, JsonPart part)
    {
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            part.Items.Add(Read(ref reader, bytes, $"{part.Path}[{part.Items.Count}]"));
    }
}
