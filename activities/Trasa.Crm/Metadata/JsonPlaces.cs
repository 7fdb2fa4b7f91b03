using System.Text;
using System.Text.Json;

namespace Trasa.Crm.Metadata;

/// <summary>On which line of a JSON text each value starts, so that a problem found later can still name its place.</summary>
internal sealed class JsonPlaces
{
    private readonly Dictionary<string, int> _lines = new(StringComparer.Ordinal);

    public JsonPlaces(string json)
    {
        var bytes = Encoding.UTF8.GetBytes(json);
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip });
        var line = 1;
        long counted = 0;
        if (reader.Read()) Visit(ref reader, "", bytes, ref line, ref counted);
    }

    /// <summary>The line of the value or of the nearest value around it.</summary>
    public int LineOf(string path)
    {
        while (true)
        {
            if (_lines.TryGetValue(path, out var line)) return line;
            var cut = path.LastIndexOfAny(['.', '[']);
            if (cut < 0) return 1;
            path = path[..cut];
        }
    }

    private void Visit(ref Utf8JsonReader reader, string path, byte[] bytes, ref int line, ref long counted)
    {
        line += bytes.AsSpan((int)counted..(int)reader.TokenStartIndex).Count((byte)'\n');
        counted = reader.TokenStartIndex;
        _lines.TryAdd(path, line);
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
            {
                var name = reader.GetString()!;
                reader.Read();
                Visit(ref reader, path.Length == 0 ? name : $"{path}.{name}", bytes, ref line, ref counted);
            }
        }
        else if (reader.TokenType == JsonTokenType.StartArray)
        {
            for (var i = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; i++)
                Visit(ref reader, $"{path}[{i}]", bytes, ref line, ref counted);
        }
    }
}
