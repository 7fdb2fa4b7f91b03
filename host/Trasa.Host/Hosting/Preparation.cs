using System.Data.Common;
using System.Net.Sockets;
using Trasa.Crm.Metadata;
using Trasa.Engine.Stores;
using Trasa.Host.CommandLine;

namespace Trasa.Host.Hosting;

/// <summary>What must be true before the first request is answered.</summary>
internal sealed class Preparation(HostSettings settings, IDatabase database, IDatabaseMigrator migrator, IRecordTypes types, SampleOrganisation sample)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await MigrateAsync(cancellationToken);
        if (settings.WithSampleOrganisation) await sample.InstallAsync(cancellationToken);
    }

    /// <summary>Brings the fixed tables and those of the record types up to date.</summary>
    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        await OpenAsync(cancellationToken);
        await migrator.MigrateAsync(cancellationToken);
        await types.EnsureAsync(cancellationToken);
    }

    /// <summary>The first mistake of an installation is an address or a password; it is told in one line.</summary>
    private async Task OpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            await (await database.OpenAsync(cancellationToken)).DisposeAsync();
        }
        catch (Exception problem) when (problem is DbException or SocketException or TimeoutException)
        {
            throw new CommandLineException($"The database cannot be opened: {problem.Message.TrimEnd('.')}. Is it running, and are address, name and password right?");
        }
    }
}
