using System.Text.Json.Nodes;
using Trasa.Activities.Definitions;
using Trasa.Activities.Packs;
using Trasa.Crm.Metadata;
using Trasa.Crm.Records;
using Trasa.Crm.Scenarios;
using Trasa.Engine.Calendars;
using Trasa.Engine.Definitions;
using Trasa.Engine.Doors;
using Trasa.Engine.Stores;
using Trasa.Host.Hosting;
using Trasa.Model.Workflows;

namespace Trasa.Host.Trials;

/// <summary>
/// An installation of its own for one trial: the people, rules and workflows that are in force, the draft that is tried, a
/// clock that only the person moves, and no door to the outside.
/// </summary>
internal sealed class TrialHouse : IAsyncDisposable
{
    private const string By = "Trial";

    private readonly ScenarioHouse _house;
    private readonly ServiceProvider _services;

    private TrialHouse(ScenarioHouse house, ServiceProvider services, ScenarioWorld world) => (_house, _services, World) = (house, services, world);

    public ScenarioWorld World { get; }

    public ScenarioRunner Runner => _services.GetRequiredService<ScenarioRunner>();

    /// <param name="live">The installation whose people and definitions are taken.</param>
    /// <param name="tried">The draft; it is the newest version of its key in the trial.</param>
    /// <param name="start">Local time at which the clock stands, or null for now.</param>
    /// <param name="actor">Only records that this person may see come along.</param>
    /// <param name="cancellationToken">Stops the preparation.</param>
    public static async Task<TrialHouse> OpenAsync(IServiceProvider live, DefinitionDraft tried, string? start, Actor actor, CancellationToken cancellationToken)
    {
        var house = await ScenarioHouse.OpenAsync(null, cancellationToken);
        var clock = new SimulatedTime(DateTimeOffset.UnixEpoch);
        var services = Rooms.BuildClosed(new HostSettings(house.Database) { DataFolder = house.Folder, LogFolder = null }, clock);
        var zone = await ZoneAsync(live.GetRequiredService<ICalendars>(), cancellationToken);
        var trial = new TrialHouse(house, services, new ScenarioWorld(services, clock, zone));
        try
        {
            clock.MoveTo(start is null ? live.GetRequiredService<TimeProvider>().GetUtcNow() : trial.World.Instant(start));
            await trial.FurnishAsync(live, tried, actor, cancellationToken);
            return trial;
        }
        catch
        {
            await trial.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _house.DisposeAsync();
    }

    private async Task FurnishAsync(IServiceProvider live, DefinitionDraft tried, Actor actor, CancellationToken cancellationToken)
    {
        await _services.GetRequiredService<IDatabaseMigrator>().MigrateAsync(cancellationToken);
        var definitions = live.GetRequiredService<IDefinitionStore>();
        await CopyAsync(definitions, DefinitionKind.RecordType, cancellationToken);
        var types = _services.GetRequiredService<IRecordTypes>();
        await types.EnsureAsync(cancellationToken);
        if (await live.GetRequiredService<IRecordTypes>().DeclarationsAsync(cancellationToken) is { Count: > 0 } declared) await types.SaveAsync(declared, Actor.System, cancellationToken);
        foreach (var kind in Enum.GetValues<DefinitionKind>().Where(kind => kind is not DefinitionKind.RecordType))
            await CopyAsync(definitions, kind, cancellationToken);
        await UseDraftsAsync(definitions, tried, cancellationToken);
        await PublishAsync(tried with { Content = Watched(tried.Content) }, cancellationToken);
        await _services.GetRequiredService<OrganisationCopy>().FromAsync(live.GetRequiredService<IRecords>(), actor, cancellationToken);
        await ForgetAsync(cancellationToken);
        await World.RunAsync(cancellationToken);
    }

    /// <summary>What furnishing the house announced, such as that a table was published, has not happened in the trial.</summary>
    private async Task ForgetAsync(CancellationToken cancellationToken)
    {
        await using var work = await World.Database.BeginAsync(cancellationToken);
        await work.Command("delete from stimulus").ExecuteAsync(cancellationToken);
        await work.CommitAsync(cancellationToken);
    }

    private async Task CopyAsync(IDefinitionStore live, DefinitionKind kind, CancellationToken cancellationToken)
    {
        foreach (var version in await live.ListAsync(kind, cancellationToken))
        {
            if (!version.IsPublished) continue;
            var content = kind == DefinitionKind.Workflow ? Watched(version.Content) : version.Content;
            await PublishAsync(new(kind, version.Key, version.Name, content), cancellationToken);
        }
    }

    /// <summary>Forms, tables and templates that somebody is changing for this workflow are tried with it; a draft that does not read stays out.</summary>
    private async Task UseDraftsAsync(IDefinitionStore live, DefinitionDraft tried, CancellationToken cancellationToken)
    {
        if (DefinitionReader.Read(tried.Content).Definition is not { } workflow) return;
        foreach (var (kind, key) in _services.GetRequiredService<DefinitionUses>().Of(workflow).Where(use => use.Kind is not (DefinitionKind.Workflow or DefinitionKind.RecordType)))
        {
            if (await live.FindDraftAsync(kind, key, cancellationToken) is not { } draft) continue;
            var reading = _services.GetRequiredService<PackReader>().ReadFile(kind, $"{key}{(kind == DefinitionKind.Decision ? ".dmn" : ".json")}", draft.Content);
            if (reading.IsValid) await PublishAsync(new(kind, key, draft.Name, draft.Content), cancellationToken);
        }
    }

    private Task<DefinitionVersion> PublishAsync(DefinitionDraft draft, CancellationToken cancellationToken) =>
        _services.GetRequiredService<IDefinitionStore>().PublishAsync(draft, By, null, cancellationToken);

    /// <summary>In a trial every step says what it was given and gave.</summary>
    private static string Watched(string content)
    {
        if (JsonNode.Parse(content) is not JsonObject json) return content;
        if (json["options"] is not JsonObject options) json["options"] = options = [];
        options["journal"] = "values";
        return json.ToJsonString();
    }

    private static async Task<TimeZoneInfo> ZoneAsync(ICalendars calendars, CancellationToken cancellationToken)
    {
        var all = await calendars.AllAsync(cancellationToken);
        return all.FirstOrDefault(calendar => calendar.TimeZone != TimeZoneInfo.Utc)?.TimeZone ?? TimeZoneInfo.Utc;
    }
}
