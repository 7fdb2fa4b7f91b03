using System.Globalization;
using System.Text.Json.Nodes;
using Trasa.Engine.Calendars;

namespace Trasa.Crm.Scenarios.Steps;

/// <summary><c>{ "clock": "2026-04-27 12:30" }</c> moves to the time, <c>{ "clock": "Monday 09:10" }</c> or <c>"tomorrow 09:00"</c> to the next such moment, <c>{ "clock": "+ 4 wh" }</c> by a duration, working time on <c>RO-Office</c> or, where there is none, the first calendar by key.</summary>
internal sealed class ClockStep(ICalendars calendars) : IScenarioStep
{
    /// <summary>"Mon", "Tue".</summary>
    private const int ShortestDay = 3;

    public string Key => "clock";

    public async Task RunAsync(ScenarioWorld world, JsonNode arguments, CancellationToken cancellationToken)
    {
        var text = arguments.GetValue<string>();
        await world.MoveToAsync(await TargetAsync(world, text, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
    }

    private async Task<DateTimeOffset> TargetAsync(ScenarioWorld world, string text, CancellationToken cancellationToken)
    {
        if (!text.StartsWith('+')) return Named(world, text.Trim()) ?? world.Instant(text);
        if (!BusinessDuration.TryParse(text[1..].Trim(), out var duration, out var problem)) throw new ScenarioInvalidException(problem.Text);
        if (!duration.IsWorkingTime && await calendars.FindAsync("Always", cancellationToken).ConfigureAwait(false) is { } always) return always.Add(world.Clock.GetUtcNow(), duration).Value;
        return (await WorkingCalendarAsync(cancellationToken).ConfigureAwait(false)).Add(world.Clock.GetUtcNow(), duration).Value;
    }

    private static DateTimeOffset Moment(ScenarioWorld world, string text)
    {
        try
        {
            return world.Instant(text);
        }
        catch (ScenarioInvalidException)
        {
            throw new ScenarioInvalidException($"'{text}' is no time to come; write Monday 09:10, tomorrow 09:00, + 2 wh, + 3 d or 2026-04-24 09:00.");
        }
    }

    private async Task<WorkingCalendar> WorkingCalendarAsync(CancellationToken cancellationToken)
    {
        var all = await calendars.AllAsync(cancellationToken).ConfigureAwait(false);
        return await calendars.FindAsync("RO-Office", cancellationToken).ConfigureAwait(false)
            ?? (all.Count > 0 ? all[0] : throw new ScenarioInvalidException("The organisation has no calendar to count working time on."));
    }

    /// <summary>"Monday 9:10", "tomorrow 09:00", "today 17:00": the next moment of that name after now.</summary>
    private static DateTimeOffset? Named(ScenarioWorld world, string text)
    {
        if (text.Split(' ', StringSplitOptions.RemoveEmptyEntries) is not [var name, var at]) return null;
        if (!TimeOnly.TryParseExact(at, ["HH:mm", "H:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)) return null;
        var now = world.Clock.GetUtcNow();
        var today = DateOnly.ParseExact(world.Local(now)[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture);
        var days = Enumerable.Range(0, 8).Where(ahead => IsNamed(name, today.AddDays(ahead), ahead));
        return days.Select(ahead => (DateTimeOffset?)world.Instant(string.Create(CultureInfo.InvariantCulture, $"{today.AddDays(ahead):yyyy-MM-dd} {time:HH:mm}"))).FirstOrDefault(instant => instant > now);
    }

    private static bool IsNamed(string name, DateOnly day, int ahead) => name.ToLowerInvariant() switch
    {
        "today" => ahead == 0,
        "tomorrow" => ahead == 1,
        _ => name.Length >= ShortestDay && day.DayOfWeek.ToString().StartsWith(name, StringComparison.OrdinalIgnoreCase),
    };
}
