using Trasa.Crm.Records;
using Trasa.Crm.Seeding;
using Trasa.Engine.Doors;

namespace Trasa.Host.Hosting;

/// <summary>An organisation to look around in. Only a database without people gets it.</summary>
internal sealed partial class SampleOrganisation(IRecords records, IRecordSeed seed, ILogger<SampleOrganisation> log)
{
    public async Task InstallAsync(CancellationToken cancellationToken)
    {
        if ((await records.QueryAsync(null, new RecordQuery("user", Take: 1), Actor.System, cancellationToken)).Total > 0) return;
        if (Folder() is not { } folder)
        {
            Log.NotThere(log, AppContext.BaseDirectory);
            return;
        }

        var report = await seed.LoadAsync(Path.Combine(folder, "organisation"), cancellationToken);
        Log.Installed(log, report.Created.Values.Sum());
    }

    /// <summary>The folder <c>samples</c> beside the product or in one of the folders around it.</summary>
    public static string? Folder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var samples = Path.Combine(folder.FullName, "samples");
            if (File.Exists(Path.Combine(samples, "organisation", "04-users.json"))) return samples;
        }

        return null;
    }

    private static partial class Log
    {
        [LoggerMessage(6201, LogLevel.Information, "The sample organisation was installed: {Count} records", EventName = nameof(Installed))]
        public static partial void Installed(ILogger logger, int count);

        [LoggerMessage(6202, LogLevel.Warning, "There is no folder samples/organisation around {Folder}; the database stays empty", EventName = nameof(NotThere))]
        public static partial void NotThere(ILogger logger, string folder);
    }
}
