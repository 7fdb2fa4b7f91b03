namespace Trasa.Activities.Http.Outgoing;

/// <summary>
/// The one way by which a workflow's HTTP requests leave. Behind it stands the network, or in simulations and scenarios
/// something that answers in its place.
/// </summary>
public interface IHttpDoor
{
    /// <summary>Sends and reads the answer. What goes wrong is an answer too, never an exception.</summary>
    Task<HttpAnswer> SendAsync(HttpCall call, CancellationToken cancellationToken);
}

/// <param name="Method">GET, POST, ...</param>
/// <param name="Url">Where to.</param>
/// <param name="Headers">By name.</param>
/// <param name="Body">The body, or null.</param>
/// <param name="ContentType">Of the body.</param>
/// <param name="Timeout">For the whole of it, redirects included; null for the door's own.</param>
/// <param name="AsFile">Whether the body of the answer is wanted byte for byte, as base64, even when it is a text.</param>
public sealed record HttpCall(
    string Method, string Url, IReadOnlyDictionary<string, string> Headers, string? Body = null, string? ContentType = null, TimeSpan? Timeout = null, bool AsFile = false);

/// <param name="Result">What became of it.</param>
/// <param name="StatusCode">The status; 0 without an answer.</param>
/// <param name="Headers">Of the answer, several values joined by a comma.</param>
/// <param name="Body">The body as text, or as base64 when <paramref name="IsBinary"/>.</param>
/// <param name="ContentType">Of the body.</param>
/// <param name="Reason">Why there is no answer, in plain words.</param>
/// <param name="IsBinary">Whether the body is no text.</param>
public sealed record HttpAnswer(
    HttpResult Result, int StatusCode, IReadOnlyDictionary<string, string> Headers, string? Body = null, string? ContentType = null, string? Reason = null, bool IsBinary = false)
{
    public static HttpAnswer Without(HttpResult result, string reason) => new(result, 0, new Dictionary<string, string>(), Reason: reason);
}

public enum HttpResult
{
    Answered,

    /// <summary>Nobody there, or the connection broke.</summary>
    FailedToConnect,

    Timeout,

    /// <summary>We do not send it: a forbidden address, a bad header, too large an answer. Trying again changes nothing.</summary>
    Refused,
}
