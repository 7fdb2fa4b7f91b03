using Trasa.Activities.Packs;
using Trasa.Crm.Intake;
using Trasa.Crm.Seeding;
using Trasa.Engine.Definitions;
using Trasa.Engine.Hosting;

namespace Trasa.Host.Hosting;

/// <summary>An organisation to look around in: people, customers, calendars, process packs, and a morning's mail.</summary>
internal sealed partial class SampleOrganisation(
    SampleProgress progress,
    IRecordSeed seed,
    PackReader packs,
    PackInstaller installer,
    IDefinitionStore definitions,
    MailIntake intake,
    SampleStory story,
    IWorkflowEngine engine,
    ILogger<SampleOrganisation> log)
{
    private const string By = "Trasa";

    /// <summary>Fills a database without people, and goes on where that was interrupted; any other is left alone.</summary>
    public async Task InstallAsync(CancellationToken cancellationToken)
    {
        if (Folder() is not { } samples)
        {
            Log.NotThere(log, AppContext.BaseDirectory);
            return;
        }

        if (!await progress.BeginAsync(cancellationToken)) return;
        var created = await InstallOrganisationAsync(Path.Combine(samples, "organisation"), cancellationToken);
        var packs = await InstallPacksAsync(samples, cancellationToken);
        var mails = Directory.EnumerateFiles(Path.Combine(samples, "organisation", "mail"), "*.eml").Order(StringComparer.Ordinal).ToList();
        foreach (var mail in mails) await CarryAsync(mail, cancellationToken);
        foreach (var pack in packs)
        {
            created += await LoadAsync(pack, ProcessPack.DemoFolder, cancellationToken);
            await story.PlayAsync(pack, cancellationToken);
        }

        await progress.CompleteAsync(cancellationToken);
        Log.Installed(log, created, mails.Count);
    }

    /// <summary>One after the other, as a morning's mail arrives: a reply finds the case that it answers.</summary>
    private async Task CarryAsync(string mail, CancellationToken cancellationToken)
    {
        await intake.AcceptAsync(await File.ReadAllBytesAsync(mail, cancellationToken), Path.GetFileName(mail), cancellationToken);
        await engine.RunDueAsync(cancellationToken);
    }

    /// <summary>People, customers and calendars of a folder.</summary>
    public async Task<int> InstallOrganisationAsync(string folder, CancellationToken cancellationToken)
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(folder, "calendars"), "*.json").Order(StringComparer.Ordinal))
        {
            var reading = packs.ReadFile(DefinitionKind.Calendar, Path.GetFileName(file), await File.ReadAllTextAsync(file, cancellationToken));
            if (!reading.IsValid) throw new PackInvalidException(string.Join(Environment.NewLine, reading.Problems));
            await definitions.PublishAsync(reading.Draft!, By, null, cancellationToken);
        }

        return (await seed.LoadAsync(folder, cancellationToken)).Created.Values.Sum();
    }

    /// <summary>The pack with its records, after the packs that it requires.</summary>
    /// <exception cref="PackInvalidException">A pack has errors; each is named.</exception>
    public async Task InstallPackAsync(string folder, CancellationToken cancellationToken)
    {
        foreach (var shelved in await PackShelf.ReadAsync(folder, cancellationToken)) await InstallAsync(shelved.Pack, cancellationToken);
    }

    private async Task<List<ProcessPack>> InstallPacksAsync(string samples, CancellationToken cancellationToken)
    {
        List<ShelvedPack> packs = [];
        foreach (var folder in Packs(samples))
            packs.AddRange((await PackShelf.ReadAsync(folder, cancellationToken)).Where(shelved => packs.TrueForAll(known => known.Path != shelved.Path)));
        foreach (var shelved in packs) await InstallAsync(shelved.Pack, cancellationToken);
        return [.. packs.Select(shelved => shelved.Pack)];
    }

    private async Task InstallAsync(ProcessPack pack, CancellationToken cancellationToken)
    {
        var reading = await installer.InstallAsync(pack, By, cancellationToken);
        if (!reading.IsValid) throw new PackInvalidException(string.Join(Environment.NewLine, reading.Problems.Where(problem => problem.IsError)));
        await LoadAsync(pack, ProcessPack.DataFolder, cancellationToken);
    }

    /// <summary>Records of the pack; what they set off has happened afterwards.</summary>
    private async Task<int> LoadAsync(ProcessPack pack, string folder, CancellationToken cancellationToken)
    {
        var files = pack.In(folder).Where(file => file.Name.EndsWith(".json", StringComparison.Ordinal) && !file.Name.EndsWith(ProcessPack.StepsEnding, StringComparison.Ordinal)).ToList();
        if (files.Count == 0) return 0;
        var report = await seed.LoadAsync(files, cancellationToken);
        await engine.RunDueAsync(cancellationToken);
        return report.Created.Values.Sum();
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

    private static IEnumerable<string> Packs(string samples) =>
        Directory.EnumerateDirectories(samples).Where(folder => File.Exists(Path.Combine(folder, "pack.json"))).Order(StringComparer.Ordinal);

    private static partial class Log
    {
        [LoggerMessage(6201, LogLevel.Information, "The sample organisation was installed: {Records} records, {Mails} mails", EventName = nameof(Installed))]
        public static partial void Installed(ILogger logger, int records, int mails);

        [LoggerMessage(6202, LogLevel.Warning, "There is no folder samples/organisation around {Folder}; the database stays empty", EventName = nameof(NotThere))]
        public static partial void NotThere(ILogger logger, string folder);
    }
}
