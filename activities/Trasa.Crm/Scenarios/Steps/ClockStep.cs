using System.Text.Json.Nodes;
using Trasa.Engine.Calendars;

namespace Trasa.Crm.Scenarios.Steps;

/// <summary><c>{ "clock": "2026-04-27 12:30" }</c> moves to the time, <c>{ "clock": "+ 4 wh" }</c> by a duration, working time on <c>RO-Office</c>.</summary>
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
        if (!text.StartsWith('+')) return world.Instant(text);
        if (!BusinessDuration.TryParse(text[1..].Trim(), out var duration, out var problem)) throw new ScenarioInvalidException(problem.Text);
        var calendar = await calendars.FindAsync(duration.IsWorkingTime ? "RO-Office" : "Always", cancellationToken).ConfigureAwait(false)
            ?? throw new ScenarioInvalidException("The organisation has no calendar RO-Office.");
        return calendar.Add(world.Clock.GetUtcNow(), duration).Value;
    }
}
