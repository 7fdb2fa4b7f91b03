using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Trasa.Activities.Tests.Http;

/// <summary>A server that answers every connection with the same bytes and keeps what it was asked.</summary>
internal sealed class SmallServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _loop;

    public SmallServer(Func<int, string?> answer)
    {
        _listener.Start();
        _loop = ServeAsync(answer);
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public string Address => $"http://127.0.0.1:{Port}/";

    public List<string> Requests { get; } = [];

    public static string Ok(string body, string type = "application/json") =>
        $"HTTP/1.1 200 OK\r\nContent-Type: {type}\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\nConnection: close\r\n\r\n{body}";

    public static string Status(int status, string header = "X-None: 1") => $"HTTP/1.1 {status} Told\r\n{header}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loop;
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task ServeAsync(Func<int, string?> answer)
    {
        try
        {
            for (var number = 0; ; number++)
            {
                using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                var stream = client.GetStream();
                var buffer = new byte[64 * 1024];
                var count = await stream.ReadAsync(buffer, _stop.Token);
                Requests.Add(Encoding.UTF8.GetString(buffer, 0, count));
                if (answer(number) is { } text) await stream.WriteAsync(Encoding.UTF8.GetBytes(text), _stop.Token);
                else await Task.Delay(Timeout.Infinite, _stop.Token);
            }
        }
        catch (Exception problem) when (problem is OperationCanceledException or SocketException or ObjectDisposedException or IOException)
        {
            // The test is over, or the caller hung up.
        }
    }
}
