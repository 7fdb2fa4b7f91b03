using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;

namespace Trasa.Activities.Http.Outgoing;

/// <summary>
/// The network. A name is resolved here and only its allowed addresses are connected to, so that neither a name, nor a
/// redirect, nor a name server that changes its mind leads into the house.
/// </summary>
public sealed class GuardedHttpDoor : IHttpDoor, IDisposable
{
    private static readonly string[] Ours = ["Host", "Content-Length", "Transfer-Encoding", "Connection", "Upgrade", "Proxy-Authorization", "TE", "Trailer", "Expect"];

    private static readonly string[] Credentials = ["Authorization", "Cookie", "X-Api-Key"];

    private readonly HttpDoorOptions _options;
    private readonly AddressRules _rules;
    private readonly Func<string, CancellationToken, Task<IPAddress[]>> _resolve;
    private readonly HttpClient _http;

    public GuardedHttpDoor(HttpDoorOptions options)
        : this(options, Dns.GetHostAddressesAsync)
    {
    }

    /// <param name="options">What may be called.</param>
    /// <param name="resolve">The addresses of a name, asked for at every new connection.</param>
    internal GuardedHttpDoor(HttpDoorOptions options, Func<string, CancellationToken, Task<IPAddress[]>> resolve)
    {
        _resolve = resolve;
        _options = options;
        _rules = new(options);
        _http = new(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            // A proxy would resolve the name in our place, where nobody checks the address.
            UseProxy = false,
            AutomaticDecompression = DecompressionMethods.All,
            MaxResponseHeadersLength = 64,
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            ConnectCallback = async (context, token) => await ConnectAsync(context.DnsEndPoint, token).ConfigureAwait(false),
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    public async Task<HttpAnswer> SendAsync(HttpCall call, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var timeout = call.Timeout is { } wanted && wanted < _options.Timeout ? wanted : _options.Timeout;
        limit.CancelAfter(timeout);
        try
        {
            return await FollowAsync(call, limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return HttpAnswer.Without(HttpResult.Timeout, $"No answer within {timeout}.");
        }
        catch (Exception problem) when (Refusal(problem) is { } refusal)
        {
            return HttpAnswer.Without(HttpResult.Refused, refusal.Message);
        }
        catch (Exception problem) when (problem is HttpRequestException or IOException or SocketException)
        {
            return HttpAnswer.Without(HttpResult.FailedToConnect, problem.Message);
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<HttpAnswer> FollowAsync(HttpCall call, CancellationToken cancellationToken)
    {
        var url = Address(call.Url);
        var (method, isElsewhere) = (call.Method, false);
        for (var redirects = 0; ; redirects++)
        {
            using var request = Request(call, method, url, isElsewhere);
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
            if (Target(response, url) is not { } next) return await ReadAsync(response, call.AsFile, cancellationToken).ConfigureAwait(false);
            if (redirects == _options.Redirects) throw new RefusedException($"More than {_options.Redirects} redirects, which is the limit (Redirects).");
            var target = Address(next.AbsoluteUri);
            isElsewhere |= target.Host != url.Host || target.Port != url.Port || target.Scheme != url.Scheme;
            if (response.StatusCode is HttpStatusCode.SeeOther || (response.StatusCode is HttpStatusCode.Moved or HttpStatusCode.Found && method == "POST")) method = "GET";
            url = target;
        }
    }

    private Uri Address(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https")) throw new RefusedException($"'{text}' is no http or https address.");
        if (!_rules.AllowsHost(url.IdnHost)) throw new RefusedException($"'{url.Host}' is not among the hosts that may be called (AllowedHosts).");
        if (IPAddress.TryParse(url.Host.Trim('[', ']'), out var address) && !_rules.Allows(address)) throw Forbidden(url.Host);
        return url;
    }

    private async ValueTask<Stream> ConnectAsync(DnsEndPoint end, CancellationToken cancellationToken)
    {
        var found = await _resolve(end.Host, cancellationToken).ConfigureAwait(false);
        var allowed = Array.FindAll(found, _rules.Allows);
        if (allowed.Length == 0) throw found.Length == 0 ? new HttpRequestException($"'{end.Host}' has no address.") : Forbidden(end.Host);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, end.Port, cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Credentials stay with the server that they are for.</summary>
    private static HttpRequestMessage Request(HttpCall call, string method, Uri url, bool isElsewhere)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), url);
        if (call.Body is { } body && method is not ("GET" or "HEAD"))
        {
            request.Content = new StringContent(body, Encoding.UTF8);
            request.Content.Headers.ContentType = MediaTypeHeaderValue.TryParse(call.ContentType, out var type) ? type : new("application/json") { CharSet = "utf-8" };
        }

        foreach (var (name, value) in call.Headers)
        {
            if (value.AsSpan().ContainsAny('\r', '\n', '\0') || Ours.Contains(name, StringComparer.OrdinalIgnoreCase)) throw new RefusedException($"The header '{name}' cannot be set, or its value has a line break.");
            if (isElsewhere && Credentials.Contains(name, StringComparer.OrdinalIgnoreCase)) continue;
            if (!request.Headers.TryAddWithoutValidation(name, value)) request.Content?.Headers.TryAddWithoutValidation(name, value);
        }

        return request;
    }

    private static Uri? Target(HttpResponseMessage response, Uri from) =>
        (int)response.StatusCode is 301 or 302 or 303 or 307 or 308 && response.Headers.Location is { } location ? new Uri(from, location) : null;

    private async Task<HttpAnswer> ReadAsync(HttpResponseMessage response, bool asFile, CancellationToken cancellationToken)
    {
        var headers = response.Headers.Concat(response.Content.Headers).ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase);
        var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = stream.ConfigureAwait(false);
        using var read = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is > 0 and var count)
        {
            if (read.Length + count > _options.AnswerSize) throw new RefusedException($"The answer has more than {_options.AnswerSize} bytes, which is the limit (AnswerSize).");
            read.Write(buffer, 0, count);
        }

        var type = response.Content.Headers.ContentType;
        var (body, isBinary) = asFile ? (Convert.ToBase64String(read.ToArray()), true) : AnswerText.Of(read.ToArray(), type);
        return new(HttpResult.Answered, (int)response.StatusCode, headers, body, type?.MediaType, null, isBinary);
    }

    private static RefusedException Forbidden(string host) =>
        new($"'{host}' is an address inside the house (private, loopback or link-local). Whoever runs this installation may allow it (AllowedNetworks).");

    private static RefusedException? Refusal(Exception? problem) => problem switch
    {
        null => null,
        RefusedException refused => refused,
        _ => Refusal(problem.InnerException),
    };

    private sealed class RefusedException(string message) : Exception(message);
}
