using System.Globalization;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Serilog;
using Serilog.Events;

namespace Trasa.Host.Hosting;

/// <summary>Serilog on console and file. Levels can be set in the configuration section <c>Serilog</c>.</summary>
internal static class HostLogging
{
    private const string Line = "{Timestamp:HH:mm:ss} {Level:u3} {SourceContext}: {Message:lj}{NewLine}{Exception}";

    public static void AddTrasaLogging(this WebApplicationBuilder builder, HostSettings settings)
    {
        var configuration = new LoggerConfiguration()
            .MinimumLevel.Information()
            .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
            .MinimumLevel.Override("System", LogEventLevel.Warning)
            // The keys lie in the database, as protected as the passwords and records beside them.
            .MinimumLevel.Override("Microsoft.AspNetCore.DataProtection", LogEventLevel.Error)
            .ReadFrom.Configuration(builder.Configuration)
            .Enrich.FromLogContext()
            .Filter.ByExcluding(IsToldElsewhere)
            .WriteTo.Console(outputTemplate: Line, formatProvider: CultureInfo.InvariantCulture, restrictedToMinimumLevel: LogEventLevel.Warning);
        if (settings.LogFolder is { } folder)
        {
            configuration.WriteTo.File(
                Path.Combine(folder, "trasa-.log"),
                outputTemplate: "{Timestamp:yyyy-MM-ddTHH:mm:ss.fffzzz} {Level:u3} {SourceContext} {EventId}: {Message:lj}{NewLine}{Exception}",
                formatProvider: CultureInfo.InvariantCulture,
                rollingInterval: RollingInterval.Day,
                retainedFileCountLimit: 14,
                shared: true);
        }

        builder.Logging.ClearProviders();
        builder.Logging.AddSerilog(configuration.CreateLogger(), dispose: true);
    }

    /// <summary>A host that cannot start says why as the command that started it, without a trace of stacks before.</summary>
    private static bool IsToldElsewhere(LogEvent entry) =>
        entry is { Exception: IOException { InnerException: AddressInUseException } or SocketException or OperationCanceledException }
        && entry.Properties.GetValueOrDefault("SourceContext") is ScalarValue { Value: "Microsoft.Extensions.Hosting.Internal.Host" };
}
