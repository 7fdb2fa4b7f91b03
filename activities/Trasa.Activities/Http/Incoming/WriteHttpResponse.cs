using System.Net;
using System.Text;
using Trasa.Engine.Execution;
using Trasa.Engine.Values;
using Trasa.Model.Activities;

namespace Trasa.Activities.Http.Incoming;

/// <summary>Answers the request that caused this burst.</summary>
internal sealed class WriteHttpResponse : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "Elsa.WriteHttpResponse",
        Category = HttpCategory.Name,
        DisplayName = "HTTP response",
        Description = "Answers the request that an HTTP endpoint took; before the first wait, because nobody waits for the answer after it.",
        Inputs =
        [
            new("statusCode", "HttpStatusCode", "200 when not given; a number or a name such as Created.", Editor: "text"),
            new("content", "Object", "The body: a text, or a value that is sent as JSON."),
            new("contentType", "String", "Of the body.", Editor: "text"),
            new("responseHeaders", "ObjectDictionary", "More headers, by name."),
        ],
    };

    public override ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellationToken)
    {
        var content = context.Input<object>("content");
        var type = context.Input<string>("contentType") is { Length: > 0 } given ? given : content is null or string ? "text/plain; charset=utf-8" : "application/json; charset=utf-8";
        var body = content is null or string ? ValueConversion.Text(content) ?? "" : JsonValues.Write(content);
        ResponseWriting.Write(context, Encoding.UTF8.GetBytes(body), type, []);
        return ValueTask.CompletedTask;
    }
}

/// <summary>Answers with a file.</summary>
internal sealed class WriteFileHttpResponse : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "Elsa.WriteFileHttpResponse",
        Category = HttpCategory.Name,
        DisplayName = "HTTP file response",
        Description = "Answers the request that an HTTP endpoint took with a file.",
        Inputs =
        [
            new("content", "Object", "A text, or a file of an endpoint or of a request: fileName, contentType, content as base64.", Required: true),
            new("contentType", "String", "The kind of the file.", Editor: "text"),
            new("filename", "String", "Its name.", Editor: "text"),
            new("entityTag", "String", "Its ETag.", Editor: "text"),
        ],
    };

    public override ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellationToken)
    {
        var content = context.Input<object>("content");
        var file = content as IReadOnlyDictionary<string, object?>;
        var name = context.Input<string>("filename") is { Length: > 0 } given ? given : ValueConversion.Text(file?.GetValueOrDefault("fileName")) ?? "file.bin";
        var type = context.Input<string>("contentType") is { Length: > 0 } wanted ? wanted : ValueConversion.Text(file?.GetValueOrDefault("contentType")) ?? "application/octet-stream";
        var headers = new Dictionary<string, string> { ["Content-Disposition"] = $"attachment; filename*=UTF-8''{Uri.EscapeDataString(name)}" };
        if (context.Input<string>("entityTag") is { Length: > 0 } tag) headers["ETag"] = tag.StartsWith('"') ? tag : $"\"{tag}\"";
        ResponseWriting.Write(context, Bytes(file is null ? content : file.GetValueOrDefault("content"), file is not null), type, headers);
        return ValueTask.CompletedTask;
    }

    private static byte[] Bytes(object? content, bool isBase64)
    {
        var text = ValueConversion.Text(content) ?? "";
        if (!isBase64) return Encoding.UTF8.GetBytes(text);
        try
        {
            return Convert.FromBase64String(text);
        }
        catch (FormatException)
        {
            throw new ActivityFaultException("'content' of the file is not base64.");
        }
    }
}

internal static class ResponseWriting
{
    /// <summary>The host's own business.</summary>
    private static readonly string[] Reserved = ["Content-Length", "Transfer-Encoding", "Connection", "Set-Cookie", "Content-Security-Policy", "Content-Type", "Upgrade", "Trailer"];

    public static void Write(ActivityContext context, byte[] body, string contentType, Dictionary<string, string> headers)
    {
        var status = Status(context);
        if (context.Input<object>("responseHeaders") is IReadOnlyDictionary<string, object?> given)
            foreach (var (name, value) in given) headers[name] = value is IReadOnlyList<object?> several ? string.Join(", ", several.Select(ValueConversion.Text)) : ValueConversion.Text(value) ?? "";
        foreach (var (name, value) in headers) Check(name, value);
        Check("Content-Type", contentType, isOurs: true);
        if (HttpExchange.Current is { } exchange) exchange.Response = new(status, body, contentType, headers);
        else context.Journal(Engine.Journal.JournalEvents.Diagnostic, "Nobody waits for this answer: the request that this workflow took was answered when the workflow first waited.");
        context.Complete();
    }

    /// <summary>Elsa's files have the number or the name.</summary>
    private static int Status(ActivityContext context)
    {
        var text = ValueConversion.Text(context.Input<object>("statusCode")) is { Length: > 0 } given ? given : "200";
        return Enum.TryParse<HttpStatusCode>(text, ignoreCase: true, out var status) && (int)status is >= 200 and <= 599
            ? (int)status
            : throw new ActivityFaultException($"{text} is no status of an answer; it is a number from 200 to 599.");
    }

    private static void Check(string name, string value, bool isOurs = false)
    {
        var isToken = name.Length > 0 && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_');
        if (!isToken || value.Any(char.IsControl)) throw new ActivityFaultException($"'{name}' is no header, or its value has a line break.");
        if (!isOurs && Reserved.Contains(name, StringComparer.OrdinalIgnoreCase)) throw new ActivityFaultException($"The header '{name}' belongs to the host; a workflow cannot set it.");
    }
}
