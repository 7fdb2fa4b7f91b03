using System.Diagnostics;
using System.Globalization;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Trasa.Host.CommandLine.Bench;

/// <summary>A headless Chromium and one page in it, driven by its own protocol (Chrome DevTools Protocol): nothing is installed for it.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    private static readonly string[] s_places = ["/usr/bin/chromium", "/usr/bin/chromium-headless-shell", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private readonly Process _process;
    private readonly ClientWebSocket _socket = new();
    private readonly string _profile;
    private int _number;

    private Chromium(Process process, string profile) => (_process, _profile) = (process, profile);

    /// <exception cref="CommandLineException">There is no Chromium.</exception>
    public static async Task<Chromium> StartAsync(CancellationToken cancellationToken)
    {
        var path = s_places.FirstOrDefault(File.Exists) ?? throw new CommandLineException("A Chromium is needed: apt-get install chromium.");
        var profile = Directory.CreateTempSubdirectory("trasa-bench-browser-").FullName;
        var start = new ProcessStartInfo(path) { RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (var argument in (string[])["--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--remote-debugging-port=0", $"--user-data-dir={profile}", "--window-size=1440,900", "about:blank"])
            start.ArgumentList.Add(argument);
        var chromium = new Chromium(Process.Start(start)!, profile);
        var port = await chromium.PortAsync(cancellationToken);
        using var http = new HttpClient();
        var pages = JsonNode.Parse(await http.GetStringAsync(new Uri($"http://127.0.0.1:{port}/json/list"), cancellationToken))!.AsArray();
        var page = pages.First(candidate => candidate!["type"]!.GetValue<string>() == "page")!;
        await chromium._socket.ConnectAsync(new Uri(page["webSocketDebuggerUrl"]!.GetValue<string>()), cancellationToken);
        return chromium;
    }

    public Task GoAsync(string address, CancellationToken cancellationToken) => SendAsync("Page.navigate", new() { ["url"] = address }, cancellationToken);

    /// <summary>The value of an expression; a promise is waited for.</summary>
    public async Task<JsonNode?> EvaluateAsync(string expression, CancellationToken cancellationToken)
    {
        var answer = await SendAsync("Runtime.evaluate", new() { ["expression"] = expression, ["awaitPromise"] = true, ["returnByValue"] = true }, cancellationToken);
        return answer["exceptionDetails"] is { } problem ? throw new InvalidOperationException($"{expression}: {problem["exception"]?["description"] ?? problem["text"]}") : answer["result"]?["value"];
    }

    /// <summary>Waits until the expression is true.</summary>
    public async Task UntilAsync(string expression, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        while (true)
        {
            try
            {
                if ((await EvaluateAsync($"!!({expression})", limit.Token))?.GetValue<bool>() == true) return;
            }
            catch (InvalidOperationException)
            {
                // The page is between two documents.
            }

            await Task.Delay(20, limit.Token);
        }
    }

    public Task MouseAsync(string type, double x, double y, CancellationToken cancellationToken) =>
        SendAsync("Input.dispatchMouseEvent", new() { ["type"] = type, ["x"] = x, ["y"] = y, ["button"] = "left", ["buttons"] = type == "mouseReleased" ? 0 : 1, ["clickCount"] = 1 }, cancellationToken);

    public async Task<double> HeapAsync(CancellationToken cancellationToken)
    {
        await SendAsync("HeapProfiler.collectGarbage", [], cancellationToken);
        return (await SendAsync("Runtime.getHeapUsage", [], cancellationToken))["usedSize"]!.GetValue<double>();
    }

    public async ValueTask DisposeAsync()
    {
        _socket.Dispose();
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_profile, recursive: true);
    }

    /// <summary>One command at a time; events that come in between are passed over.</summary>
    private async Task<JsonNode> SendAsync(string method, JsonObject parameters, CancellationToken cancellationToken)
    {
        var id = ++_number;
        var message = new JsonObject { ["id"] = id, ["method"] = method, ["params"] = parameters };
        await _socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(message), WebSocketMessageType.Text, true, cancellationToken);
        while (true)
        {
            var answer = await ReceiveAsync(cancellationToken);
            if (answer["id"]?.GetValue<int>() != id) continue;
            return answer["error"] is { } error ? throw new InvalidOperationException($"{method}: {error["message"]}") : answer["result"]!;
        }
    }

    private async Task<JsonNode> ReceiveAsync(CancellationToken cancellationToken)
    {
        using var text = new MemoryStream();
        var buffer = new byte[64 * 1024];
        while (true)
        {
            var part = await _socket.ReceiveAsync(buffer, cancellationToken);
            text.Write(buffer, 0, part.Count);
            if (part.EndOfMessage) return JsonNode.Parse(text.ToArray())!;
        }
    }

    private async Task<int> PortAsync(CancellationToken cancellationToken)
    {
        while (await _process.StandardError.ReadLineAsync(cancellationToken) is { } line)
            if (line.StartsWith("DevTools listening on ws://", StringComparison.Ordinal)) return new Uri(line["DevTools listening on ".Length..]).Port;
        throw new CommandLineException(string.Create(CultureInfo.InvariantCulture, $"Chromium ended at once (exit code {_process.ExitCode})."));
    }
}
