using Trasa.Engine.Bookmarks;

namespace Trasa.Engine.Definitions;

/// <summary>Timers, cron expressions and instants that start workflows.</summary>
internal sealed class ScheduleTriggers(TriggerActivities activities) : ITriggerExtractor
{
    public IReadOnlyList<WorkflowTrigger> Extract(DefinitionVersion definition) =>
    [
        .. activities.Find(definition)
            .Select(activity => ScheduleOf(activity) is { } schedule ? new WorkflowTrigger(activity.Id, BookmarkKinds.Schedule, schedule.Text) : null)
            .OfType<WorkflowTrigger>(),
    ];

    private static StartSchedule? ScheduleOf(TriggerActivity activity) => activity.Node.Type switch
    {
        "Elsa.Timer" => StartSchedule.Every(activity.Input("interval")).Schedule,
        "Elsa.Cron" when activity.Text("cronExpression") is { } cron => StartSchedule.Cron(activity.Text("timeZone") is { Length: > 0 } zone ? $"{cron} @ {zone}" : cron).Schedule,
        "Elsa.StartAt" => StartSchedule.At(activity.Input("dateTime")).Schedule,
        _ => null,
    };
}
