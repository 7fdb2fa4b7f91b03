using Trasa.Engine.Execution;
using Trasa.Engine.Execution.Bursts;
using Trasa.Engine.Values;
using Trasa.Model.Activities;

namespace Trasa.Activities.Timing;

/// <summary>Waits for a duration of any kind.</summary>
internal sealed class Delay(DueTimes dueTimes) : TimerActivity(dueTimes)
{
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "Elsa.Delay",
        Category = Category,
        DisplayName = "Delay",
        Description = "Waits for a duration.",
        Inputs = [new("timeSpan", "TimeSpan", "How long, e.g. 00:15:00 or PT15M.", Required: true, Editor: "duration")],
    };

    protected override ValueTask<Due> DueAsync(ActivityContext context, CancellationToken cancellationToken) =>
        DueTimes.ComputeAsync(Given(context, "timeSpan"), null, context.Now, cancellationToken);
}

/// <summary>Waits for a duration that may be working time.</summary>
internal sealed class WorkingDelay(DueTimes dueTimes) : TimerActivity(dueTimes)
{
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "Trasa.Delay",
        Category = Category,
        DisplayName = "Working-time delay",
        Description = "Waits for a duration of working time, e.g. 4 wh or 2 wd, and can say how the due time came about.",
        Inputs =
        [
            new("duration", "String", "4 wh, 2 wd, 30 min, PT1H.", Required: true, Editor: "duration"),
            new("calendar", "String", "Whose working time; the default calendar when not given.", Editor: "calendar"),
            new("from", "DateTimeOffset", "Counted from then; from now when not given."),
        ],
        Outputs = [new("dueAt", "DateTimeOffset", "When it ends.")],
    };

    protected override async ValueTask<Due> DueAsync(ActivityContext context, CancellationToken cancellationToken)
    {
        var from = context.Input<DateTimeOffset?>("from") ?? context.Now;
        var due = await DueTimes.ComputeAsync(Given(context, "duration"), context.Input<string>("calendar"), from, cancellationToken).ConfigureAwait(false);
        context.Output("dueAt", due.At);
        return due;
    }
}

/// <summary>As a trigger it starts the workflow again and again; in the middle of one it waits for one interval.</summary>
internal sealed class Timer(DueTimes dueTimes) : TimerActivity(dueTimes)
{
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "Elsa.Timer",
        Category = Category,
        DisplayName = "Timer",
        Description = "Starts the workflow at a regular interval, or waits for one.",
        Inputs = [new("interval", "TimeSpan", "The interval.", Required: true, Editor: "duration")],
        IsTrigger = true,
    };

    protected override ValueTask<Due> DueAsync(ActivityContext context, CancellationToken cancellationToken) =>
        DueTimes.ComputeAsync(Given(context, "interval"), null, context.Now, cancellationToken);
}

internal sealed class StartAt(DueTimes dueTimes) : TimerActivity(dueTimes)
{
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "Elsa.StartAt",
        Category = Category,
        DisplayName = "Start at",
        Description = "Starts the workflow at an instant, or waits for it.",
        Inputs = [new("dateTime", "DateTimeOffset", "When.", Required: true)],
        IsTrigger = true,
    };

    protected override ValueTask<Due> DueAsync(ActivityContext context, CancellationToken cancellationToken) =>
        ValueConversion.ToInstant(Given(context, "dateTime")) is { } instant
            ? new(new Due(instant, null))
            : throw new ActivityFaultException("'dateTime' is not an instant.");
}

internal sealed class Cron(DueTimes dueTimes) : TimerActivity(dueTimes)
{
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "Elsa.Cron",
        Category = Category,
        DisplayName = "Cron",
        Description = "Starts the workflow by a cron expression, or waits for its next time.",
        Inputs =
        [
            new("cronExpression", "String", "5 or 6 fields, e.g. 0 9 * * MON-FRI, or @daily.", Required: true, Editor: "text"),
            new("timeZone", "String", "Whose clock, e.g. Europe/Bucharest; UTC when not given.", Editor: "text"),
        ],
        IsTrigger = true,
    };

    protected override bool CompletesAtOnce => false;

    protected override ValueTask<Due> DueAsync(ActivityContext context, CancellationToken cancellationToken)
    {
        var text = context.Input<string>("cronExpression") ?? "";
        var zone = TimeZones.Find(context.Input<string>("timeZone"))
            ?? throw new ActivityFaultException($"'{context.Input<string>("timeZone")}' is not a time zone.");
        if (!CronExpression.TryParse(text, out var cron, out var problem)) throw new ActivityFaultException(problem);
        return cron.Next(context.Now, zone) is { } next
            ? new(new Due(next, null))
            : throw new ActivityFaultException($"'{text}' has no next time.");
    }
}

internal static class TimeZones
{
    public static TimeZoneInfo? Find(string? id) =>
        string.IsNullOrEmpty(id) ? TimeZoneInfo.Utc : TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) ? zone : null;
}
