using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Trasa.Engine.Hosting;

namespace Trasa.Host.Hosting;

/// <summary>
/// Sends traces and metrics to an OpenTelemetry collector (OTLP over HTTP, protobuf) when the configuration names one:
/// <c>Telemetry:Endpoint</c>, for example <c>http://collector:4318</c>, or the variable OTEL_EXPORTER_OTLP_ENDPOINT.
/// Without one nothing is gathered.
/// </summary>
internal sealed class HostTelemetry(Uri collector) : IHostedService, IDisposable
{
    private static readonly string[] Sources = [EngineTelemetry.Name, "Microsoft.AspNetCore"];

    private static readonly string[] Meters =
        [EngineTelemetry.Name, "Npgsql", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Net.Http", "System.Runtime"];

    private TracerProvider? _traces;
    private MeterProvider? _metrics;

    /// <summary>The collector that the configuration names, or null.</summary>
    public static Uri? Collector(IConfiguration configuration) =>
        (configuration["Telemetry:Endpoint"] ?? configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]) is { Length: > 0 } text
            ? Uri.TryCreate(text.TrimEnd('/') + "/", UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
                ? address
                : throw new InvalidOperationException($"Telemetry:Endpoint is '{text}', which is no address. Use one like http://collector:4318.")
            : null;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        var resource = ResourceBuilder.CreateDefault().AddService("trasa", serviceVersion: typeof(HostTelemetry).Assembly.GetName().Version?.ToString(), serviceInstanceId: $"{Environment.MachineName}:{Environment.ProcessId}");
        _traces = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource).AddSource(Sources).AddOtlpExporter(options => To("v1/traces", options)).Build();
        _metrics = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource).AddMeter(Meters).AddOtlpExporter(options => To("v1/metrics", options)).Build();
        return Task.CompletedTask;
    }

    /// <summary>Sends what has been gathered and not been sent yet.</summary>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        _traces?.Dispose();
        _metrics?.Dispose();
        (_traces, _metrics) = (null, null);
    }

    private void To(string path, OtlpExporterOptions options) => (options.Protocol, options.Endpoint) = (OtlpExportProtocol.HttpProtobuf, new Uri(collector, path));
}
