using Microsoft.Extensions.Options;
using Trasa.Engine.Calendars;
using Trasa.Engine.Values;

namespace Trasa.Engine.Execution.Bursts;

/// <summary>Works out when a timer is due: at an instant, or after a duration, in working time on a calendar.</summary>
public sealed class DueTimes(ICalendars calendars, IOptions<EngineOptions> options)
{
    /// <summary>
    /// The due time of <paramref name="what"/>: an instant, or a duration (<c>PT15M</c>, <c>00:15:00</c>, <c>3 d</c>, or in working
    /// time <c>4 wh</c>, <c>2 wd</c>). The calendar counts for working time; without one, the default calendar does.
    /// </summary>
    /// <exception cref="ActivityFaultException">It is neither, or there is no such calendar.</exception>
    public async ValueTask<Due> ComputeAsync(object? what, string? calendar, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (what is DateTimeOffset or DateOnly) return new(ValueConversion.ToInstant(what)!.Value, null);
        if (what is TimeSpan span) return new(now + span, null);
        var text = ValueConversion.Text(what) ?? "";
        if (BusinessDuration.TryParse(text, out var duration, out var problem)) return await AddAsync(duration, calendar, now, cancellationToken).ConfigureAwait(false);
        if (ValueConversion.ToDuration(text) is { } plain) return new(now + plain, null);
        if (ValueConversion.ToInstant(text) is { } instant) return new(instant, null);
        throw new ActivityFaultException($"'{text}' is neither an instant nor a duration. {problem.Text}");
    }

    private async ValueTask<Due> AddAsync(BusinessDuration duration, string? calendar, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (!duration.IsWorkingTime && duration.Days == 0) return new(now + duration.Time, null);
        var key = string.IsNullOrEmpty(calendar) ? options.Value.DefaultCalendar : calendar;
        if (await calendars.FindAsync(key, cancellationToken).ConfigureAwait(false) is not { } found)
        {
            return !duration.IsWorkingTime && string.IsNullOrEmpty(calendar)
                ? new(now.AddDays(duration.Days) + duration.Time, null)
                : throw new ActivityFaultException($"There is no calendar '{key}' to count {duration.ToWords()} on.");
        }

        return found.Due(now, duration).TryGet(out var due, out var problem)
            ? new(due.Due.ToUniversalTime(), Explain(due))
            : throw new ActivityFaultException(problem.Text);
    }

    private static string Explain(DueTime due) => JsonValues.Write(new Dictionary<string, object?>
    {
        ["start"] = due.Start,
        ["duration"] = due.Duration.ToString(),
        ["calendar"] = due.Calendar,
        ["due"] = due.Due,
        ["steps"] = due.ToString().Split('\n'),
    });
}

/// <param name="At">When.</param>
/// <param name="Explanation">How it was computed, as JSON, or null when there is nothing to explain.</param>
public readonly record struct Due(DateTimeOffset At, string? Explanation);
