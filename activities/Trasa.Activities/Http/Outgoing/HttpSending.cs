using System.Globalization;
using Trasa.Engine.Calendars;
using Trasa.Engine.Execution;
using Trasa.Engine.Values;
using Trasa.Model.Activities;

namespace Trasa.Activities.Http.Outgoing;

/// <summary>What the two activities that send requests have in common: asking, waiting for the answer, asking again after a pause.</summary>
internal static class HttpSending
{
    public static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(5);

    /// <summary>The kind of bookmarks that wait for an answer.</summary>
    public const string Kind = "HttpAnswer";

    private const string Retry = "HttpRetry";

    public static IReadOnlyList<ActivityInput> Inputs { get; } =
    [
        new("url", "String", "The address, with https:// or http://.", Required: true, Editor: "text"),
        new("method", "String", "GET when not given.", Editor: "dropdown", Options: ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"]),
        new("content", "Object", "The body: a text, or a value that is sent as JSON."),
        new("contentType", "String", "Of the body; application/json when not given.", Editor: "text"),
        new("authorization", "String", "The Authorization header.", Editor: "text"),
        new("requestHeaders", "ObjectDictionary", "More headers, by name."),
        new("requestTimeout", "TimeSpan", "How long to wait for the answer; 30 seconds when not given.", Editor: "duration"),
        new("retries", "Int32", "How often it is tried again when nobody answers, or with 408, 429 or 5xx; not at all when not given."),
    ];

    public static ActivityInput ExpectedStatusCodes { get; } = new("expectedStatusCodes", "Int32[]", "Statuses that are outcomes of their own.", Editor: "text");

    public static IReadOnlyList<ActivityOutput> Outputs { get; } =
    [
        new("result", "Object", "The whole answer: statusCode, headers, body, or the reason why there is none."),
        new("statusCode", "Int32", "The status of the answer."),
        new("parsedContent", "Object", "The body; JSON as a value."),
        new("responseHeaders", "ObjectDictionary", "The headers of the answer."),
    ];

    public static void Send(ActivityContext context, bool asFile = false)
    {
        context["key"] ??= context.NewId().ToString();
        var url = context.Input<string>("url") is { Length: > 0 } given ? given : throw new ActivityFaultException("There is no address to send to.");
        var bookmark = context.Wait(new(Kind, "", Payload: new Dictionary<string, object?> { ["url"] = url }));
        context.Send(HttpChannel.ChannelName, Payload(context, url, bookmark, asFile), context.CorrelationId);
    }

    /// <summary>The answer; null when there is none yet because it is tried again.</summary>
    public static IReadOnlyDictionary<string, object?>? Receive(ActivityContext context, Resumption resumption, bool asFile = false)
    {
        if (resumption.Bookmark.Kind == Retry)
        {
            Send(context, asFile);
            return null;
        }

        var answer = (IReadOnlyDictionary<string, object?>)resumption.Payload!;
        var tried = (int)(context["tried"] as decimal? ?? 0);
        if (IsPassing(answer) && tried < (context.Input<int?>("retries") ?? 0))
        {
            context["tried"] = tried + 1;
            context.Wait(new(Retry, "", Due: context.Now + (FirstPause * Math.Pow(2, Math.Min(tried, 12)))));
            return null;
        }

        context.Output("statusCode", answer["statusCode"]);
        if (!asFile) context.Output("parsedContent", AnswerValue.Parsed(answer["body"], ValueConversion.Text(answer["contentType"])));
        context.Output("responseHeaders", answer["headers"]);
        context.Output("result", asFile ? AnswerValue.File(answer) : answer);
        return answer;
    }

    /// <summary>The outcomes that belong to an answer, for activities that leave by its status.</summary>
    public static IReadOnlyList<string> Outcomes(ActivityContext context, IReadOnlyDictionary<string, object?> answer)
    {
        switch (ValueConversion.Text(answer["result"]))
        {
            case nameof(HttpResult.Answered): break;
            case nameof(HttpResult.Timeout): return ["Timeout"];
            case nameof(HttpResult.FailedToConnect): return ["Failed to connect"];
            default: throw new ActivityFaultException($"The request was not sent: {ValueConversion.Text(answer["reason"])}");
        }

        var status = ((int)(decimal)answer["statusCode"]!).ToString(CultureInfo.InvariantCulture);
        var expected = ValueConversion.ToList(context.Input<object>("expectedStatusCodes")).Select(ValueConversion.Text).ToList();
        if (expected.Count == 0) return ["Done"];
        return expected.Contains(status) ? [status, "Done"] : ["Unmatched status code", "Done"];
    }

    private static Dictionary<string, object?> Payload(ActivityContext context, string url, Guid bookmark, bool asFile)
    {
        var content = context.Input<object>("content");
        return new()
        {
            ["bookmark"] = bookmark.ToString(),
            ["url"] = url,
            ["method"] = (context.Input<string>("method") is { Length: > 0 } method ? method : "GET").ToUpperInvariant(),
            ["headers"] = Headers(context),
            ["body"] = content is null or string ? content : JsonValues.Write(content),
            ["contentType"] = context.Input<string>("contentType") is { Length: > 0 } type ? type : content is string ? "text/plain; charset=utf-8" : "application/json",
            ["timeout"] = context.Input<object>("requestTimeout") is { } timeout and not "" ? PlainDuration.Read(timeout) : null,
            ["asFile"] = asFile,
        };
    }

    private static Dictionary<string, object?> Headers(ActivityContext context)
    {
        var headers = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase) { ["Idempotency-Key"] = context["key"] };
        if (context.Input<object>("requestHeaders") is IReadOnlyDictionary<string, object?> given)
            foreach (var (name, value) in given) headers[name] = value is IReadOnlyList<object?> several ? string.Join(", ", several.Select(ValueConversion.Text)) : ValueConversion.Text(value);
        if (context.Input<string>("authorization") is { Length: > 0 } authorization) headers["Authorization"] = authorization;
        return headers;
    }

    private static bool IsPassing(IReadOnlyDictionary<string, object?> answer) =>
        ValueConversion.Text(answer["result"]) is nameof(HttpResult.FailedToConnect) or nameof(HttpResult.Timeout)
        || answer["statusCode"] is 408m or 429m or >= 500m;
}
