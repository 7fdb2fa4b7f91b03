using Trasa.Crm.Metadata;
using Trasa.Engine.Stores;

namespace Trasa.Host.Hosting;

/// <summary>What must be true before the first request is answered.</summary>
internal sealed class Preparation(HostSettings settings, IDatabaseMigrator migrator, IRecordTypes types, SampleOrganisation sample)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await MigrateAsync(cancellationToken);
        if (settings.WithSampleOrganisation) await sample.InstallAsync(cancellationToken);
    }

    /// <summary>Brings the fixed tables and those of the record types up to date.</summary>
    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        await migrator.MigrateAsync(cancellationToken);
        await types.EnsureAsync(cancellationToken);
    }
}
