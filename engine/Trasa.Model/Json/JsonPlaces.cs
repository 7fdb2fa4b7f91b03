using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Trasa.Model.Json;

/// <summary>Finds the line of a place in a JSON text, so that a problem can point there. Made only when there is a problem.</summary>
internal sealed class JsonPlaces
{
    private readonly Dictionary<string, int> _lines = [];

    private JsonPlaces()
    {
    }

    public int? Line(string pointer)
    {
        while (true)
        {
            if (_lines.TryGetValue(pointer, out var line)) return line;
            var cut = pointer.LastIndexOf('/');
            if (cut < 0) return null;
            pointer = pointer[..cut];
        }
    }

    public static JsonPlaces Of(string json)
    {
        var places = new JsonPlaces();
        var bytes = Encoding.UTF8.GetBytes(json);
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, MaxDepth = DefinitionLimitsDepth });
        try
        {
            places.Read(ref reader, bytes);
        }
        catch (JsonException)
        {
            // The places up to the fault are good enough.
        }

        return places;
    }

    private const int DefinitionLimitsDepth = 1000;

    private void Read(ref Utf8JsonReader reader, byte[] bytes)
    {
        var path = new Stack<(string Pointer, int Index)>();
        var (scanned, line) = (0, 1);
        string? name = null;
        while (reader.Read())
        {
            for (; scanned < reader.TokenStartIndex; scanned++)
                if (bytes[scanned] == '\n') line++;
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    name = reader.GetString();
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    path.Pop();
                    break;
                default:
                    var pointer = Pointer(path, name);
                    name = null;
                    _lines.TryAdd(pointer, line);
                    if (reader.TokenType == JsonTokenType.StartObject) path.Push((pointer, -1));
                    if (reader.TokenType == JsonTokenType.StartArray) path.Push((pointer, 0));
                    break;
            }
        }
    }

    private static string Pointer(Stack<(string Pointer, int Index)> path, string? name)
    {
        if (path.Count == 0) return "";
        var (parent, index) = path.Peek();
        if (index < 0) return parent + "/" + name;
        path.Pop();
        path.Push((parent, index + 1));
        return parent + "/" + index.ToString(CultureInfo.InvariantCulture);
    }
}
