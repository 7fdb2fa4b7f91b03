using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Trasa.Activities.Tests.Mail.Writing;

/// <summary>A mail server on loopback that answers as told and remembers what it heard.</summary>
internal sealed class SmtpPeer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _serving;
    private static readonly X509Certificate2 Certificate = SelfSigned();

    public SmtpPeer()
    {
        _listener.Start();
        _serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public List<string> Commands { get; } = [];

    public List<string> Messages { get; } = [];

    public List<string> Extensions { get; init; } = ["SIZE 1000000", "8BITMIME"];

    /// <summary>What to answer to a command that starts so, instead of the usual.</summary>
    public Dictionary<string, string> Answers { get; } = [];

    /// <summary>Closes the connection on this command.</summary>
    public string? HangsUpOn { get; init; }

    /// <summary>Never answers this command.</summary>
    public string? SilentOn { get; init; }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _serving;
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                await TalkAsync(client.GetStream());
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or SocketException or IOException or InvalidOperationException)
        {
        }
    }

    private async Task TalkAsync(Stream stream)
    {
        await SayAsync(stream, Answer("greeting", "220-peer.example ready\r\n220 really"));
        while (await LineAsync(stream) is { } line)
        {
            lock (Commands)
                Commands.Add(line);
            var verb = line.ToUpperInvariant();
            if (HangsUpOn is not null && verb.StartsWith(HangsUpOn, StringComparison.Ordinal))
                return;
            if (SilentOn is not null && verb.StartsWith(SilentOn, StringComparison.Ordinal))
                continue;
            if (verb == "STARTTLS" && !Answers.ContainsKey(verb))
            {
                await SayAsync(stream, "220 go");
                var encrypted = new SslStream(stream);
                await encrypted.AuthenticateAsServerAsync(Certificate);
                stream = encrypted;
            }
            else if (verb == "DATA" && !Answers.ContainsKey(verb))
            {
                await SayAsync(stream, "354 go on");
                await ReceiveAsync(stream);
                if (HangsUpOn == ".")
                    return;
                await SayAsync(stream, Answer(".", "250 taken"));
            }
            else
            {
                await SayAsync(stream, Answer(line, Usual(verb)));
            }
            if (verb == "QUIT")
                return;
        }
    }

    private string Usual(string verb) => verb.Split(' ')[0] switch
    {
        "EHLO" => string.Join("\r\n", Extensions.Prepend("peer.example").Select((text, i) => $"250{(i < Extensions.Count ? '-' : ' ')}{text}")),
        "AUTH" when verb == "AUTH LOGIN" => "334 VXNlcm5hbWU6",
        "AUTH" => "235 welcome",
        "QUIT" => "221 bye",
        _ => "250 ok",
    };

    private string Answer(string line, string usual) =>
        Answers.FirstOrDefault(answer => line.StartsWith(answer.Key, StringComparison.OrdinalIgnoreCase)).Value ?? usual;

    private async Task ReceiveAsync(Stream stream)
    {
        var message = new StringBuilder();
        while (await LineAsync(stream) is { } line && line != ".")
            message.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
        Messages.Add(message.ToString());
    }

    private Task SayAsync(Stream stream, string text) => stream.WriteAsync(Encoding.ASCII.GetBytes(text + "\r\n"), _stop.Token).AsTask();

    private async Task<string?> LineAsync(Stream stream)
    {
        var line = new List<byte>();
        var one = new byte[1];
        while (await stream.ReadAsync(one, _stop.Token) == 1)
        {
            if (one[0] == '\n')
                return Encoding.UTF8.GetString(line.ToArray()).TrimEnd('\r');
            line.Add(one[0]);
        }
        return null;
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
    }
}
