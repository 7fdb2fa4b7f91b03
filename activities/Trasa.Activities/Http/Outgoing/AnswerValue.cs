using System.Net.Http.Headers;
using System.Text.Json;
using Trasa.Engine.Values;

namespace Trasa.Activities.Http.Outgoing;

/// <summary>An answer as a value of a workflow.</summary>
internal static class AnswerValue
{
    public static Dictionary<string, object?> Of(HttpAnswer answer, object? url) => new()
    {
        ["url"] = url,
        ["result"] = answer.Result.ToString(),
        ["statusCode"] = (decimal)answer.StatusCode,
        ["headers"] = answer.Headers.ToDictionary(header => header.Key, object? (header) => header.Value),
        ["body"] = answer.Body,
        ["contentType"] = answer.ContentType,
        ["isBinary"] = answer.IsBinary,
        ["reason"] = answer.Reason,
    };

    /// <summary>The body as a file, in the shape that endpoints and file responses have too; null without an answer.</summary>
    public static Dictionary<string, object?>? File(IReadOnlyDictionary<string, object?> answer) => answer["result"] is nameof(HttpResult.Answered)
        ? new()
        {
            ["fileName"] = FileName(answer),
            ["contentType"] = answer["contentType"] ?? "application/octet-stream",
            ["content"] = answer["body"],
        }
        : null;

    /// <summary>What the sender calls it, without any folder, or else the end of the address.</summary>
    private static string FileName(IReadOnlyDictionary<string, object?> answer)
    {
        var headers = answer["headers"] as IReadOnlyDictionary<string, object?> ?? new Dictionary<string, object?>();
        var disposition = ValueConversion.Text(headers.FirstOrDefault(header => header.Key.Equals("Content-Disposition", StringComparison.OrdinalIgnoreCase)).Value);
        var named = ContentDispositionHeaderValue.TryParse(disposition, out var read) ? read.FileNameStar ?? read.FileName?.Trim('"') : null;
        var path = Uri.TryCreate(ValueConversion.Text(answer.GetValueOrDefault("url")), UriKind.Absolute, out var url) ? Uri.UnescapeDataString(url.AbsolutePath) : "";
        var name = (named is { Length: > 0 } ? named : path).Split('/', '\\')[^1];
        return name.Length > 0 && !name.Any(char.IsControl) ? name : "file";
    }

    /// <summary>JSON as what it says, anything else as text.</summary>
    public static object? Parsed(object? body, string? contentType)
    {
        if (ValueConversion.Text(body) is not { Length: > 0 } text || contentType?.Contains("json", StringComparison.OrdinalIgnoreCase) != true) return body;
        try
        {
            return JsonValues.Parse(text);
        }
        catch (JsonException)
        {
            return body;
        }
    }
}
