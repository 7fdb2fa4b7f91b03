using Trasa.Engine.Stores;
using Trasa.Host.Hosting;

namespace Trasa.Host.CommandLine;

/// <summary>The first thing that somebody tries: a host on this machine with the sample organisation.</summary>
internal sealed class RunCommand : ICommand
{
    private const string DefaultUrl = "http://127.0.0.1:5080";

    public string Name => "run";

    public string Usage => "[--urls U] [--database D]";

    public string Summary => $"Starts the host on {DefaultUrl} with SQLite in data/; a new database gets the sample organisation.";

    public async Task<int> RunAsync(string[] args, TextWriter output, CancellationToken cancellationToken)
    {
        var arguments = CommandArguments.Parse(args, ["urls", "database"], most: 0);
        var urls = arguments["urls"] ?? DefaultUrl;
        var settings = new HostSettings(DatabaseAddress.Parse(arguments.Database(HostSettings.DefaultDatabase)))
        {
            Urls = urls,
            WithSampleOrganisation = true,
        };
        await output.WriteLineAsync("Preparing the database; a new one gets the sample organisation, which takes a moment ...".AsMemory(), cancellationToken);
        await ServeCommand.ServeAsync(settings, output, cancellationToken);
        return 0;
    }
}
