using System.Text.Json;
using Trasa.Engine.Values;

namespace Trasa.Activities.Http.Outgoing;

/// <summary>An answer as a value of a workflow.</summary>
internal static class AnswerValue
{
    public static Dictionary<string, object?> Of(HttpAnswer answer) => new()
    {
        ["result"] = answer.Result.ToString(),
        ["statusCode"] = (decimal)answer.StatusCode,
        ["headers"] = answer.Headers.ToDictionary(header => header.Key, object? (header) => header.Value),
        ["body"] = answer.Body,
        ["contentType"] = answer.ContentType,
        ["isBinary"] = answer.IsBinary,
        ["reason"] = answer.Reason,
    };

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
