using Trasa.Engine.Stores;
using Trasa.Host.Hosting;

namespace Trasa.Host.CommandLine;

internal sealed class MigrateCommand : ICommand
{
    public string Name => "migrate";

    public string Usage => "[--database D]";

    public string Summary => "Brings a database up to date; safe to repeat.";

    public async Task<int> RunAsync(string[] args, TextWriter output, CancellationToken cancellationToken)
    {
        var arguments = CommandArguments.Parse(args, ["database"], most: 0);
        var address = DatabaseAddress.Parse(arguments.Database(HostSettings.DefaultDatabase));
        await using var services = Rooms.Build(new HostSettings(address) { LogFolder = null });
        await services.GetRequiredService<Preparation>().MigrateAsync(cancellationToken);
        await output.WriteLineAsync("The database is up to date.".AsMemory(), cancellationToken);
        return 0;
    }
}
