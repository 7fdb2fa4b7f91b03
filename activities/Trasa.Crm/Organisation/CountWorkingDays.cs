using Trasa.Crm.Activities;
using Trasa.Crm.Records;
using Trasa.Engine.Calendars;
using Trasa.Engine.Doors;
using Trasa.Engine.Execution;
using Trasa.Model.Activities;

namespace Trasa.Crm.Organisation;

/// <summary>Counts the working days of a period on somebody's calendar: weekends and public holidays are none.</summary>
internal sealed class CountWorkingDays(IRecords records, ICalendars calendars) : Activity
{
    private const int LongestPeriod = 3660;

    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "Trasa.WorkingDays",
        Category = "Timing",
        DisplayName = "Count working days",
        Description = "Counts the working days from one day to another, both included, on a person's calendar or on one that is named.",
        Inputs =
        [
            new("user", "Object", "Whose calendar.", Editor: "person"),
            new("calendar", "String", "The calendar, when it is nobody's.", Editor: "calendar"),
            new("from", "Object", "The first day.", Required: true),
            new("to", "Object", "The last day.", Required: true),
        ],
        Outputs =
        [
            new("days", "Int64", "How many working days."),
            new("free", "Object", "Days from Monday to Friday in the period that are not worked, e.g. public holidays."),
            new("year", "Int64", "The year of the first day."),
            new("begins", "Object", "The instant at which the first day begins."),
            new("ends", "Object", "The instant at which the last day is over."),
        ],
    };

    public override async ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellationToken)
    {
        var (first, last) = (Day(context, "from"), Day(context, "to"));
        if (last.DayNumber - first.DayNumber > LongestPeriod) throw new ActivityFaultException($"from {first:yyyy-MM-dd} to {last:yyyy-MM-dd} is longer than {LongestPeriod} days.");
        var calendar = await CalendarAsync(context, cancellationToken).ConfigureAwait(false);
        context.Output("days", (decimal)calendar.CountWorkingDays(first, last));
        context.Output("free", Free(calendar, first, last));
        context.Output("year", (decimal)first.Year);
        context.Output("begins", Midnight(calendar, first));
        context.Output("ends", Midnight(calendar, last.AddDays(1)));
        context.Complete();
    }

    private async Task<WorkingCalendar> CalendarAsync(ActivityContext context, CancellationToken cancellationToken)
    {
        var key = context.Input<string>("calendar");
        if (string.IsNullOrEmpty(key))
        {
            var user = await records.FindAsync(null, "user", context.RecordId("user"), Actor.System, cancellationToken).ConfigureAwait(false);
            key = user?.Text("calendar") ?? throw new ActivityFaultException($"{user?.Text("name") ?? "The user"} has no calendar; give them one, or name a calendar here.");
        }

        return await calendars.FindAsync(key, cancellationToken).ConfigureAwait(false) ?? throw new ActivityFaultException($"There is no calendar '{key}'.");
    }

    private static List<object?> Free(WorkingCalendar calendar, DateOnly first, DateOnly last)
    {
        List<object?> free = [];
        for (var day = first; day <= last; day = day.AddDays(1))
            if (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !calendar.IsWorkingDay(day)) free.Add(day);
        return free;
    }

    private static DateTimeOffset Midnight(WorkingCalendar calendar, DateOnly day)
    {
        var local = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(local, calendar.TimeZone.GetUtcOffset(local)).ToUniversalTime();
    }

    private static DateOnly Day(ActivityContext context, string input) => context.Input<object>(input) switch
    {
        DateOnly date => date,
        DateTimeOffset instant => DateOnly.FromDateTime(instant.DateTime),
        string text when DateOnly.TryParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out var date) => date,
        var other => throw new ActivityFaultException($"{input}: '{other}' is no date such as 2026-04-24."),
    };
}
