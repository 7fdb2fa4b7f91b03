using System.Text;
using System.Text.Json;
using Trasa.Engine.Values;

namespace Trasa.Activities.Http.Incoming;

/// <summary>A request that an endpoint takes.</summary>
public sealed record IncomingRequest
{
    /// <summary>Credentials are no data: the state of an instance is read by many.</summary>
    private static readonly string[] Secret = ["Authorization", "Cookie", "Proxy-Authorization", "X-Api-Key"];

    public required string Method { get; init; }

    public required string Path { get; init; }

    public IReadOnlyDictionary<string, string> Query { get; init; } = new Dictionary<string, string>();

    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    public string? ContentType { get; init; }

    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>The fields of a form, when it is one.</summary>
    public IReadOnlyDictionary<string, string>? Form { get; init; }

    public IReadOnlyList<IncomingFile> Files { get; init; } = [];

    /// <summary>Why it is refused, for workflows that handle that.</summary>
    public string? Outcome { get; init; }

    internal Dictionary<string, object?> ToPayload(IReadOnlyDictionary<string, object?> route)
    {
        var files = Files.Select(object? (file) => file.ToValue()).ToList();
        return new()
        {
            ["method"] = Method,
            ["path"] = Path,
            ["routeData"] = route,
            ["queryStringData"] = Query.ToDictionary(pair => pair.Key, object? (pair) => pair.Value),
            ["headers"] = Headers.Where(header => !Secret.Contains(header.Key, StringComparer.OrdinalIgnoreCase)).ToDictionary(pair => pair.Key, object? (pair) => pair.Value),
            ["parsedContent"] = Content(),
            ["files"] = files,
            ["file"] = files.FirstOrDefault(),
            ["outcome"] = Outcome,
        };
    }

    private object? Content()
    {
        if (Form is { } form) return form.ToDictionary(pair => pair.Key, object? (pair) => pair.Value);
        if (Body.IsEmpty) return null;
        // No text keeps a NUL: PostgreSQL refuses it.
        var text = Encoding.UTF8.GetString(Body.Span).Replace("\0", "", StringComparison.Ordinal);
        if (ContentType?.Contains("json", StringComparison.OrdinalIgnoreCase) != true) return text;
        try
        {
            return JsonValues.Parse(text);
        }
        catch (JsonException)
        {
            return text;
        }
    }
}

public sealed record IncomingFile(string FileName, string? ContentType, ReadOnlyMemory<byte> Content)
{
    internal Dictionary<string, object?> ToValue() => new()
    {
        ["fileName"] = FileName,
        ["contentType"] = ContentType,
        ["size"] = (decimal)Content.Length,
        ["content"] = Convert.ToBase64String(Content.Span),
    };
}
