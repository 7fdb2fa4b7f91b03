using Trasa.Engine.Definitions;
using Trasa.Engine.Statistics;
using Trasa.Model.Workflows;

namespace Trasa.Host.Workflows;

/// <summary>The figures of one process over some days, for the page and the API alike.</summary>
internal sealed class ProcessFigures(IDefinitionStore definitions, IProcessHistory history, TimeProvider time)
{
    /// <summary>More would take longer to read than people wait, and change no figure much.</summary>
    public const int MostInstances = 2_000;

    /// <param name="key">The workflow.</param>
    /// <param name="version">Only instances of this one, or null for all.</param>
    /// <param name="from">The first day.</param>
    /// <param name="to">The last day.</param>
    /// <param name="zone">Whose days.</param>
    /// <param name="cancellationToken">The page was left.</param>
    /// <returns>Null when there is no such workflow or version.</returns>
    public async Task<FiguresOfProcess?> OfAsync(string key, int? version, DateOnly from, DateOnly to, TimeZoneInfo zone, CancellationToken cancellationToken)
    {
        if (await definitions.FindAsync(DefinitionKind.Workflow, key, version, cancellationToken) is not { } shown) return null;
        var definition = DefinitionReader.Read(shown.Content).Definition;
        var activities = definition?.AllActivities().DistinctBy(placed => placed.Node.Id).ToList() ?? [];
        var containers = activities.Where(placed => placed.Node.Embedded().Any()).Select(placed => placed.Node.Id).ToHashSet();
        var past = await history.ReadAsync(key, version, new(StartOf(from, zone), StartOf(to.AddDays(1), zone)), MostInstances, cancellationToken);
        var figures = ProcessStatistics.Of(past, containers.Contains, zone, time.GetUtcNow());
        return new(shown, definition, figures, await NamesAsync(shown, past, cancellationToken), past.IsCut);
    }

    /// <summary>Steps of other versions have names as well; where they differ, those of the version that is shown count.</summary>
    private async Task<Dictionary<string, string>> NamesAsync(DefinitionVersion shown, ProcessHistory past, CancellationToken cancellationToken)
    {
        var (names, all) = (new StepNames(definitions), new Dictionary<string, string>());
        foreach (var version in past.Instances.Select(instance => instance.Version).Distinct().OrderByDescending(version => version).Prepend(shown.Version))
            foreach (var (id, name) in await names.OfAsync(shown.Key, version, cancellationToken)) all.TryAdd(id, name);
        return all;
    }

    private static DateTimeOffset StartOf(DateOnly day, TimeZoneInfo zone)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        return new(midnight, zone.GetUtcOffset(midnight));
    }
}

/// <param name="Shown">The version that was asked for, or the one in force.</param>
/// <param name="Definition">What it says; null when it cannot be read.</param>
/// <param name="Figures">Of all instances that were looked at.</param>
/// <param name="Steps">What people call the steps, by id.</param>
/// <param name="IsCut">Whether there were more instances than are counted.</param>
internal sealed record FiguresOfProcess(
    DefinitionVersion Shown, WorkflowDefinition? Definition, ProcessStatistics Figures, IReadOnlyDictionary<string, string> Steps, bool IsCut);
