using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Trasa.Engine.Hosting;
using Trasa.Host.Hosting;
using Trasa.TestKit.Engine;

namespace Trasa.Host.Tests.Hosting;

/// <summary>Traces and metrics reach the collector that the configuration names.</summary>
public sealed class HostTelemetryTests
{
    private readonly ConcurrentQueue<(string Path, string Content)> _received = [];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Burst_is_seen_by_the_collector_as_a_trace_and_in_the_metrics()
    {
        await using var collector = await CollectorAsync();
        using var telemetry = new HostTelemetry(HostTelemetry.Collector(Configuration(collector.Urls.First()))!);
        await telemetry.StartAsync(Stop);

        await using (var engine = await EngineTestHost.StartAsync(cancellationToken: Stop))
        {
            await engine.PublishAsync("watched", """{"definitionId": "watched", "root": {"id": "s", "type": "Elsa.Sequence", "activities": []}}""", Stop);
            await engine.StartWorkflowAsync("watched", cancellationToken: Stop);
        }

        await telemetry.StopAsync(Stop);

        Assert.Contains(_received, request => request.Path == "/v1/traces" && request.Content.Contains("burst", StringComparison.Ordinal) && request.Content.Contains("watched", StringComparison.Ordinal));
        Assert.Contains(_received, request => request.Path == "/v1/metrics" && request.Content.Contains("trasa.burst.duration", StringComparison.Ordinal) && request.Content.Contains(EngineTelemetry.Name, StringComparison.Ordinal));
    }

    [Fact]
    public void Without_a_collector_nothing_is_gathered_and_a_wrong_address_is_named()
    {
        Assert.Null(HostTelemetry.Collector(Configuration(null)));
        Assert.Contains("collector", Assert.Throws<InvalidOperationException>(() => HostTelemetry.Collector(Configuration("collector"))).Message, StringComparison.Ordinal);
    }

    private static IConfiguration Configuration(string? endpoint) =>
        new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Telemetry:Endpoint"] = endpoint }).Build();

    private async Task<WebApplication> CollectorAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var collector = builder.Build();
        collector.MapPost("/{**path}", async (HttpRequest request) =>
        {
            using var reader = new StreamReader(request.Body, Encoding.Latin1);
            _received.Enqueue((request.Path, await reader.ReadToEndAsync(Stop)));
        });
        await collector.StartAsync(Stop);
        return collector;
    }
}
