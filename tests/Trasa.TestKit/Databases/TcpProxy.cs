using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Trasa.TestKit.Databases;

/// <summary>The wire to a server, which a test can cut, slow down or make swallow everything.</summary>
public sealed class TcpProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<Link, bool> _links = new();
    private readonly (string Host, int Port) _server;
    private readonly Task _accepting;
    private volatile bool _isBlack;
    private long _latency;
    private int _lostAnswers;

    public TcpProxy(string host, int port)
    {
        _server = (host, port);
        _listener.Start();
        _accepting = Task.Run(AcceptAsync);
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Answers of the server that were lost after it had done what it was asked.</summary>
    public int LostAnswers => Volatile.Read(ref _lostAnswers);

    /// <summary>How long every answer is held back.</summary>
    public TimeSpan Latency
    {
        get => new(Interlocked.Read(ref _latency));
        set => Interlocked.Exchange(ref _latency, value.Ticks);
    }

    /// <summary>Some connections lose the server's next answer and break: whoever asked cannot know whether it was done.</summary>
    public void LoseAnswers(Random random, double share)
    {
        foreach (var link in _links.Keys)
            if (random.NextDouble() < share) link.LosesAnswer = true;
    }

    /// <summary>Breaks every connection (RST).</summary>
    public void Reset()
    {
        foreach (var link in _links.Keys) link.Break();
    }

    /// <summary>From now on nothing gets through and nobody is told: connections stay open and silent. What is open now stays so for ever.</summary>
    public void GoBlack()
    {
        _isBlack = true;
        foreach (var link in _links.Keys) link.IsBlack = true;
    }

    /// <summary>New connections work again.</summary>
    public void Heal() => _isBlack = false;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        _listener.Stop();
        Reset();
        await _accepting.ConfigureAwait(false);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptSocketAsync(_stop.Token).ConfigureAwait(false);
                _ = Task.Run(() => ServeAsync(client));
            }
        }
        catch (Exception problem) when (problem is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The end.
        }
    }

    private async Task ServeAsync(Socket client)
    {
        using var server = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        client.NoDelay = true;
        var link = new Link(client, server) { IsBlack = _isBlack };
        try
        {
            await server.ConnectAsync(_server.Host, _server.Port, _stop.Token).ConfigureAwait(false);
            _links.TryAdd(link, true);
            if (_isBlack) link.IsBlack = true;
            await Task.WhenAny(PumpAsync(link, client, server, isAnswer: false), PumpAsync(link, server, client, isAnswer: true)).ConfigureAwait(false);
        }
        catch (Exception problem) when (problem is SocketException or OperationCanceledException)
        {
            // The server is away; so is the client, now.
        }
        finally
        {
            _links.TryRemove(link, out _);
            link.Break();
        }
    }

    private async Task PumpAsync(Link link, Socket from, Socket to, bool isAnswer)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (await from.ReceiveAsync(buffer, _stop.Token).ConfigureAwait(false) is > 0 and var read)
            {
                if (link.IsBlack) continue;
                if (isAnswer && link.LosesAnswer)
                {
                    Interlocked.Increment(ref _lostAnswers);
                    link.Break();
                    return;
                }

                if (isAnswer && Latency is { Ticks: > 0 } latency) await Task.Delay(latency, TimeProvider.System, _stop.Token).ConfigureAwait(false);
                await to.SendAsync(buffer.AsMemory(0, read), _stop.Token).ConfigureAwait(false);
            }
        }
        catch (Exception problem) when (problem is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // One of the two is gone, and the other learns of it.
        }
    }

    private sealed class Link(Socket client, Socket server)
    {
        private volatile bool _isBlack;
        private volatile bool _losesAnswer;

        public bool IsBlack
        {
            get => _isBlack;
            set => _isBlack = value;
        }

        public bool LosesAnswer
        {
            get => _losesAnswer;
            set => _losesAnswer = value;
        }

        public void Break()
        {
            foreach (var socket in (Socket[])[client, server])
            {
                try
                {
                    socket.LingerState = new(true, 0);
                    socket.Close();
                }
                catch (Exception problem) when (problem is SocketException or ObjectDisposedException)
                {
                    // Closed already.
                }
            }
        }
    }
}
