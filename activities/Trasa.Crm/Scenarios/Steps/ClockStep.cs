using System.Globalization;
using System.Text.Json.Nodes;
using Trasa.Engine.Calendars;

namespace Trasa.Crm.Scenarios.Steps;

/// <summary><c>{ "clock": "2026-04-27 12:30" }</c> moves to the time, <c>{ "clock": "Monday 09:10" }</c> to the next such moment, <c>{ "clock": "+ 4 wh" }</c> by a duration, working time on <c>RO-Office</c> or, where there is none, the first calendar by key.</summary>
internal sealed class ClockStep(ICalendars calendars) : IScenarioStep
{
    public string Key => "clock";

    public async Task RunAsync(ScenarioWorld world, JsonNode arguments, CancellationToken cancellationToken)
    {
        var text = arguments.GetValue<string>();
        await world.MoveToAsync(await TargetAsync(world, text, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
    }

    private async Task<DateTimeOffset> TargetAsync(ScenarioWorld world, string text, CancellationToken cancellationToken)
    {
        if (!text.StartsWith('+')) return Weekday(world, text.Trim()) ?? world.Instant(text);
        if (!BusinessDuration.TryParse(text[1..].Trim(), out var duration, out var problem)) throw new ScenarioInvalidException(problem.Text);
        if (!duration.IsWorkingTime && await calendars.FindAsync("Always", cancellationToken).ConfigureAwait(false) is { } always) return always.Add(world.Clock.GetUtcNow(), duration).Value;
        return (await WorkingCalendarAsync(cancellationToken).ConfigureAwait(false)).Add(world.Clock.GetUtcNow(), duration).Value;
    }

    private async Task<WorkingCalendar> WorkingCalendarAsync(CancellationToken cancellationToken)
    {
        var all = await calendars.AllAsync(cancellationToken).ConfigureAwait(false);
        return await calendars.FindAsync("RO-Office", cancellationToken).ConfigureAwait(false)
            ?? (all.Count > 0 ? all[0] : throw new ScenarioInvalidException("The organisation has no calendar to count working time on."));
    }

    /// <summary>"Monday 09:10": the next moment of that name after now.</summary>
    private static DateTimeOffset? Weekday(ScenarioWorld world, string text)
    {
        if (text.Split(' ', StringSplitOptions.RemoveEmptyEntries) is not [var name, var time]) return null;
        if (!Enum.TryParse<DayOfWeek>(name, ignoreCase: true, out var day) || !TimeOnly.TryParseExact(time, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)) return null;
        var now = world.Clock.GetUtcNow();
        var today = DateOnly.ParseExact(world.Local(now)[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture);
        var at = Enumerable.Range(0, 8).Select(today.AddDays).Where(date => date.DayOfWeek == day)
            .Select(date => world.Instant($"{date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)} {time}"));
        return at.FirstOrDefault(instant => instant > now);
    }
}
