using Trasa.Feel.Compilation;
using Trasa.Feel.Temporal;
using Trasa.Feel.Values;

namespace Trasa.Feel.Functions;

/// <summary>Questions to the calendar and the clock (DMN 1.5, tables 82 and 83).</summary>
internal static class CalendarFunctions
{
    private static readonly string[] Days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

    private static readonly string[] Months =
        ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

    public static void AddTo(Action<string, NativeCode> add)
    {
        add("day of year(date: date|date and time): number", (_, a) => FeelValue.Of(TemporalFunctions.DateOf(a[0]).DayOfYear));
        add("day of week(date: date|date and time): string", (_, a) => FeelValue.Of(Days[TemporalFunctions.DateOf(a[0]).Weekday - 1]));
        add("month of year(date: date|date and time): string", (_, a) => FeelValue.Of(Months[TemporalFunctions.DateOf(a[0]).Month - 1]));
        add("week of year(date: date|date and time): number", (_, a) => FeelValue.Of(Week(TemporalFunctions.DateOf(a[0]))));
        add("now(): date and time", (call, _) => FeelValue.Of(Now(call)));
        add("today(): date", (call, _) => FeelValue.Of(Now(call).Date));
    }

    private static FeelDateTime Now(FeelCall call) => FeelDateTime.From(call.Now);

    /// <summary>The ISO 8601 week: the week of a date is the week of its Thursday.</summary>
    private static int Week(FeelDate date)
    {
        var thursday = date.AddDays(4 - date.Weekday) ?? date;
        return (thursday.DayOfYear - 1) / 7 + 1;
    }
}
