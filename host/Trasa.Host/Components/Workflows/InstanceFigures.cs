using Trasa.Designer.Workflows;
using Trasa.Engine.Bookmarks;
using Trasa.Engine.Incidents;
using Trasa.Engine.Instances;
using Trasa.Engine.Journal;
using Trasa.Engine.Statistics;
using Trasa.Model.Workflows;

namespace Trasa.Host.Components.Workflows;

/// <summary>Where one instance stands and which way it came, over its diagram.</summary>
internal static class InstanceFigures
{
    public static DiagramOverlays Of(InstanceSummary instance, IReadOnlyList<JournalEntry> journal, IEnumerable<Bookmark> bookmarks, IEnumerable<Incident> incidents, WorkflowDefinition? definition)
    {
        var completed = journal.Where(entry => entry is { Event: JournalEvents.ActivityCompleted, ActivityId: not null }).CountBy(entry => entry.ActivityId!).ToDictionary();
        var waiting = bookmarks.CountBy(bookmark => bookmark.ActivityId).ToDictionary();
        var stuck = incidents.Where(incident => incident is { ResolvedAt: null, ActivityId: not null }).CountBy(incident => incident.ActivityId!).ToDictionary();
        var steps = DiagramOverlays.Of(completed.Keys.Concat(waiting.Keys).Concat(stuck.Keys).Distinct()
            .Select(id => new ActivityFigures(id, waiting.GetValueOrDefault(id), stuck.GetValueOrDefault(id), completed.GetValueOrDefault(id))));
        // A journal without steps says nothing about the way.
        return definition is null || completed.Count == 0 ? steps : steps with { Connections = Heat.Taken(Left(instance, journal), definition) };
    }

    private static IReadOnlyDictionary<(string ActivityId, string Outcome), int> Left(InstanceSummary instance, IReadOnlyList<JournalEntry> journal)
    {
        var steps = journal.Where(entry => entry.ActivityId is not null).Select(entry => new HistoryStep(entry.InstanceId, entry.ActivityId!, entry.Event, entry.Outcome, entry.Time));
        var history = new ProcessHistory([new(instance.Id, instance.DefinitionVersion, instance.Status, instance.CreatedAt, instance.FinishedAt)], [.. steps], IsCut: false);
        return ProcessStatistics.Of(history, _ => false, TimeZoneInfo.Utc, instance.UpdatedAt).Left;
    }
}
