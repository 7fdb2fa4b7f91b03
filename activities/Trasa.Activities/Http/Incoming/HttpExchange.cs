namespace Trasa.Activities.Http.Incoming;

/// <summary>
/// The request that the burst of this flow answers. A burst runs inside the call that caused it, so the activity that
/// writes the answer finds the one who waits for it here, and nobody else's.
/// </summary>
internal sealed class HttpExchange
{
    private static readonly AsyncLocal<HttpExchange?> Flow = new();

    public static HttpExchange? Current => Flow.Value;

    public EndpointResponse? Response { get; set; }

    public static HttpExchange Open() => Flow.Value = new();

    public static void Close() => Flow.Value = null;
}

/// <summary>What the caller gets.</summary>
public sealed record EndpointResponse(int StatusCode, ReadOnlyMemory<byte> Body, string? ContentType, IReadOnlyDictionary<string, string> Headers);
