using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Trasa.Crm.Intake;
using Trasa.Engine.Doors;
using Trasa.Host.Identity;

namespace Trasa.Host.Tests.Api;

public sealed class MailEndpointsTests(RunningHost host)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Message_over_the_limit_is_kept_whole_with_its_real_size()
    {
        using var client = await host.WithKeyAsync("maria.ionescu", [ApiKey.Intake], Stop);
        // More than the intake reads, and more than a request may hold by default.
        var mail = new byte[31_000_000];
        mail.AsSpan().Fill((byte)'x');
        Encoding.ASCII.GetBytes("From: anna.keller@nordwind.example\r\nSubject: Huge\r\n\r\n").CopyTo(mail, 0);
        using var content = new ByteArrayContent(mail);
        content.Headers.ContentType = new MediaTypeHeaderValue("message/rfc822");

        using var answer = await client.PostAsync(new Uri("/api/mail", UriKind.Relative), content, Stop);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var problem = JsonNode.Parse(await answer.Content.ReadAsStringAsync(Stop))!;
        Assert.Contains("31000000 found", problem["detail"]!.GetValue<string>(), StringComparison.Ordinal);
        var quarantine = host.Services.GetRequiredService<Quarantine>();
        var id = Guid.Parse(problem["id"]!.GetValue<string>());
        var kept = await quarantine.ContentAsync(id, Stop);
        Assert.True(mail.AsSpan().SequenceEqual(kept));
        await quarantine.ResolveAsync(id, "Dismissed", Actor.System, Stop);
    }

    [Fact]
    public async Task Message_beyond_all_measure_is_refused_with_a_problem()
    {
        var (secret, _) = await host.IssueAsync("maria.ionescu", [ApiKey.Intake], null, Stop);
        using var socket = new TcpClient();
        await socket.ConnectAsync(host.Address.Host, host.Address.Port, Stop);
        await using var stream = socket.GetStream();
        using var reader = new StreamReader(stream);

        await stream.WriteAsync(Encoding.ASCII.GetBytes($"POST /api/mail HTTP/1.1\r\nHost: {host.Address.Authority}\r\nAuthorization: Bearer {secret}\r\nContent-Type: message/rfc822\r\nContent-Length: 300000000\r\n\r\n"), Stop);

        Assert.StartsWith("HTTP/1.1 413", await reader.ReadLineAsync(Stop), StringComparison.Ordinal);
        List<string> fields = [];
        while (await reader.ReadLineAsync(Stop) is { Length: > 0 } line) fields.Add(line);
        Assert.Contains(fields, field => field.StartsWith("Content-Type: application/problem+json", StringComparison.OrdinalIgnoreCase));
    }
}
