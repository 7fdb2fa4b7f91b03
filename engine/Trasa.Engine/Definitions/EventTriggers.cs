using Trasa.Engine.Bookmarks;

namespace Trasa.Engine.Definitions;

/// <summary>
/// Activities with an <c>eventName</c>, whatever their type: our own triggers wait for events too. A <c>correlationId</c> that is
/// known when the version is published limits it to events about that.
/// </summary>
internal sealed class EventTriggers(TriggerActivities activities) : ITriggerExtractor
{
    public IReadOnlyList<WorkflowTrigger> Extract(DefinitionVersion definition) =>
    [
        .. activities.Find(definition)
            .Select(activity => activity.Text("eventName") is { Length: > 0 } name ? new WorkflowTrigger(activity.Id, BookmarkKinds.Event, name, Correlation(activity)) : null)
            .OfType<WorkflowTrigger>(),
    ];

    private static string? Correlation(TriggerActivity activity) => activity.Text("correlationId") is { Length: > 0 } correlation ? correlation : null;
}
