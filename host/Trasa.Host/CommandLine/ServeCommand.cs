using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Trasa.Engine.Stores;
using Trasa.Host.Hosting;

namespace Trasa.Host.CommandLine;

internal sealed class ServeCommand : ICommand
{
    public string Name => "serve";

    public string Usage => "[--urls U] --database D";

    public string Summary => "Starts the host; D is sqlite:PATH or a PostgreSQL connection string, and may stand in TRASA_DATABASE.";

    public async Task<int> RunAsync(string[] args, TextWriter output, CancellationToken cancellationToken)
    {
        var arguments = CommandArguments.Parse(args, ["urls", "database"], most: 0);
        var settings = new HostSettings(DatabaseAddress.Parse(arguments.Database(fallback: null)))
        {
            Urls = arguments["urls"] ?? Environment.GetEnvironmentVariable("ASPNETCORE_URLS") ?? "http://127.0.0.1:5080",
        };
        await ServeAsync(settings, output, cancellationToken);
        return 0;
    }

    public static async Task ServeAsync(HostSettings settings, TextWriter output, CancellationToken cancellationToken)
    {
        if (settings.Addresses.FirstOrDefault(address => !IsAddress(address)) is { } wrong)
            throw new CommandLineException($"'{wrong}' is no address to listen on; write it as http://127.0.0.1:5080.");
        await using var app = TrasaHost.Build(settings);
        await TrasaHost.PrepareAsync(app, cancellationToken);
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (IOException problem) when (problem.InnerException is AddressInUseException)
        {
            throw new CommandLineException($"Something else already listens on {settings.Urls}; stop it, or choose another address with --urls.");
        }
        catch (SocketException problem)
        {
            throw new CommandLineException($"This machine cannot listen on {settings.Urls}: {problem.Message}. Choose another address with --urls.");
        }

        await output.WriteLineAsync($"Trasa is ready on {string.Join(", ", app.Urls)} (stop with Ctrl+C)".AsMemory(), cancellationToken);
        await app.WaitForShutdownAsync(cancellationToken);
    }

    private static bool IsAddress(string address)
    {
        try
        {
            return BindingAddress.Parse(address) is { Scheme: "http" or "https" };
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
