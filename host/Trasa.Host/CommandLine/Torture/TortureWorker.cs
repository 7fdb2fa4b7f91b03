using Trasa.Engine;
using Trasa.Engine.Stores;

namespace Trasa.Host.CommandLine.Torture;

/// <summary>One host of the torture test: the engine and its runner, until it is killed.</summary>
internal static class TortureWorker
{
    public static async Task<int> RunAsync(DatabaseAddress address, CancellationToken cancellationToken)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new());
        builder.Services.AddTorture(address).AddTrasaRunner();
        // That the database is away is what is being done here: a warning each time would bury the verdict.
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true).SetMinimumLevel(LogLevel.Error);
        builder.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        using var host = builder.Build();
        using var orphaned = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var parent = Task.Run(async () =>
        {
            await Console.In.ReadToEndAsync(CancellationToken.None);
            await orphaned.CancelAsync();
        }, CancellationToken.None);
        await host.RunAsync(orphaned.Token);
        await parent;
        return 0;
    }
}
