using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace Trasa.Activities.Mail.Writing;

/// <summary>Lines to a mail server and its replies, over a plain or encrypted connection, each step with a time limit.</summary>
internal sealed class SmtpConnection(SmtpOptions options, TimeProvider time) : IAsyncDisposable
{
    private const int LongestLine = 4096;
    private const int MostLines = 200;

    private readonly TcpClient _client = new();
    private readonly byte[] _buffer = new byte[LongestLine];
    private Stream _stream = Stream.Null;
    private int _start, _end;

    public bool IsEncrypted => _stream is SslStream;

    public Task<SmtpReply> OpenAsync(CancellationToken cancellationToken) => WithinAsync(options.CommandTimeout, async limit =>
    {
        await _client.ConnectAsync(options.Host, options.Port, limit).ConfigureAwait(false);
        _client.NoDelay = true;
        _stream = _client.GetStream();
        if (options.Security == SmtpSecurity.Tls)
            await EncryptAsync(limit).ConfigureAwait(false);
        return await ReplyAsync(limit).ConfigureAwait(false);
    }, cancellationToken);

    public Task<SmtpReply> CommandAsync(string line, CancellationToken cancellationToken) => WithinAsync(options.CommandTimeout, async limit =>
    {
        await _stream.WriteAsync(Encoding.UTF8.GetBytes(line + "\r\n"), limit).ConfigureAwait(false);
        return await ReplyAsync(limit).ConfigureAwait(false);
    }, cancellationToken);

    /// <summary>The message with its final dot; a line that starts with a dot gets another (RFC 5321, section 4.5.2).</summary>
    public Task<SmtpReply> MessageAsync(byte[] message, CancellationToken cancellationToken) => WithinAsync(options.MessageTimeout, async limit =>
    {
        await _stream.WriteAsync(DotStuffing.Stuff(message), limit).ConfigureAwait(false);
        return await ReplyAsync(limit).ConfigureAwait(false);
    }, cancellationToken);

    public Task<bool> StartTlsAsync(CancellationToken cancellationToken) => WithinAsync(options.CommandTimeout, async limit =>
    {
        // Bytes that came with the plain answer would be taken for the server's encrypted words.
        if (_start != _end)
            throw new IOException("The server sent more than its answer to STARTTLS; somebody may be in between.");
        await EncryptAsync(limit).ConfigureAwait(false);
        return true;
    }, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _stream.DisposeAsync().ConfigureAwait(false);
        _client.Dispose();
    }

    private async Task EncryptAsync(CancellationToken cancellationToken)
    {
        var encrypted = new SslStream(_stream, leaveInnerStreamOpen: false, options.CertificateCheck);
        _stream = encrypted;
        await encrypted.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = options.Host }, cancellationToken).ConfigureAwait(false);
    }

    private async Task<SmtpReply> ReplyAsync(CancellationToken cancellationToken)
    {
        var lines = new List<string>();
        while (lines.Count < MostLines)
        {
            var line = await LineAsync(cancellationToken).ConfigureAwait(false);
            if (line.Length < 3 || !int.TryParse(line.AsSpan(0, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var code))
                throw new IOException($"The server answered '{line}', which is no SMTP reply.");
            lines.Add(line.Length > 4 ? line[4..] : "");
            if (line.Length == 3 || line[3] != '-')
                return new SmtpReply(code, lines);
        }
        throw new IOException($"The server's reply has more than {MostLines} lines.");
    }

    private async Task<string> LineAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var newLine = _buffer.AsSpan(_start, _end - _start).IndexOf((byte)'\n');
            if (newLine >= 0)
            {
                var line = Encoding.UTF8.GetString(_buffer, _start, newLine).TrimEnd('\r');
                _start += newLine + 1;
                return line;
            }
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
            var read = _end < _buffer.Length ? await _stream.ReadAsync(_buffer.AsMemory(_end), cancellationToken).ConfigureAwait(false) : 0;
            if (read == 0)
                throw new IOException(_end < _buffer.Length ? "The server closed the connection." : $"The server's line is longer than {LongestLine} bytes.");
            _end += read;
        }
    }

    private async Task<T> WithinAsync<T>(TimeSpan limit, Func<CancellationToken, Task<T>> step, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(limit, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            return await step(both.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new IOException($"No answer within {limit.TotalSeconds:0.#} s.");
        }
    }
}
