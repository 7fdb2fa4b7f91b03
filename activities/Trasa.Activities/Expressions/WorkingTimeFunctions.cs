using Trasa.Engine.Calendars;
using Trasa.Feel;
using Trasa.Feel.Compilation;
using Trasa.Feel.Functions;
using Trasa.Feel.Values;

namespace Trasa.Activities.Expressions;

/// <summary>Working time, working days and holidays of a calendar, which is named by its key, e.g. <c>"RO-Office"</c>.</summary>
internal static class WorkingTimeFunctions
{
    private const decimal LongestSeconds = 86_400m * BusinessDuration.MaxDays;

    public static FeelFunctions AddTo(FeelFunctions functions, Func<IFeelFacts?> facts)
    {
        NativeCode On(int at, Func<FeelCall, WorkingCalendar, FeelValue[], FeelValue> code) => (call, a) =>
            facts()?.Calendar(a[at].Text) is { } calendar ? code(call, calendar, a) : call.Error(FeelCode.InvalidValue, $"There is no calendar {a[at].Text}.", a[at].Text);

        return functions
            .With("add working time(from: date and time, time: days and time duration, calendar: string): date and time", On(2, (call, calendar, a) => Moved(call, calendar, a, 1)))
            .With("subtract working time(from: date and time, time: days and time duration, calendar: string): date and time", On(2, (call, calendar, a) => Moved(call, calendar, a, -1)))
            .With("working time between(from: date and time, to: date and time, calendar: string): days and time duration", On(2, Between))
            .With("add working days(date: date, days: number, calendar: string): date", On(2, Days))
            .With("working days between(first: date, last: date, calendar: string): number", On(2, Count))
            .With("is working day(date: date, calendar: string): boolean", On(1, (call, calendar, a) => OnDay(call, a[0], day => FeelValue.Of(calendar.IsWorkingDay(day)))))
            .With("is holiday(date: date, calendar: string): boolean", On(1, (call, calendar, a) => OnDay(call, a[0], day => FeelValue.Of(Holiday(calendar, day) is not null))))
            .With("holiday name(date: date, calendar: string): string", On(1, (call, calendar, a) => OnDay(call, a[0], day => Holiday(calendar, day) is { } name ? FeelValue.Of(name) : FeelValue.Null)))
            .With("is open at(moment: date and time, calendar: string): boolean", On(1, (call, calendar, a) => Instant(calendar, a[0]) is { } at ? FeelValue.Of(calendar.IsOpenAt(at)) : TooFar(call)));
    }

    private static FeelValue Moved(FeelCall call, WorkingCalendar calendar, FeelValue[] a, int sign)
    {
        if (Instant(calendar, a[0]) is not { } start || Math.Abs(a[1].Number) > LongestSeconds) return TooFar(call);
        return Answer(call, calendar.AddWorkingTime(start, sign * TimeSpan.FromTicks((long)(a[1].Number * TimeSpan.TicksPerSecond))));
    }

    private static FeelValue Between(FeelCall call, WorkingCalendar calendar, FeelValue[] a) =>
        Instant(calendar, a[0]) is { } from && Instant(calendar, a[1]) is { } to ? FeelValue.From(calendar.WorkingTimeBetween(from, to)) : TooFar(call);

    private static FeelValue Days(FeelCall call, WorkingCalendar calendar, FeelValue[] a)
    {
        if (a[1].Number != decimal.Truncate(a[1].Number) || Math.Abs(a[1].Number) > BusinessDuration.MaxDays) return call.Error(FeelCode.InvalidValue, "Whole days are needed, and not more than a hundred years.");
        return OnDay(call, a[0], day => Answer(call, calendar.AddWorkingDays(day, (int)a[1].Number)));
    }

    private static FeelValue Count(FeelCall call, WorkingCalendar calendar, FeelValue[] a)
    {
        if (a[0].Date.ToDateOnly() is not { } first || a[1].Date.ToDateOnly() is not { } last || Math.Abs(last.DayNumber - first.DayNumber) > BusinessDuration.MaxDays) return TooFar(call);
        return FeelValue.Of(calendar.CountWorkingDays(first, last));
    }

    private static FeelValue OnDay(FeelCall call, FeelValue date, Func<DateOnly, FeelValue> ask) => date.Date.ToDateOnly() is { } day ? ask(day) : TooFar(call);

    private static string? Holiday(WorkingCalendar calendar, DateOnly day) => calendar.Day(day).Closure is { Kind: ClosureKind.Holiday } closure ? closure.Name : null;

    /// <summary>A date and time without a zone is a wall-clock time of the calendar.</summary>
    private static DateTimeOffset? Instant(WorkingCalendar calendar, FeelValue value) => value.ToObject() switch
    {
        DateTimeOffset moment => moment,
        DateTime local => new DateTimeOffset(local, calendar.TimeZone.GetUtcOffset(local)),
        _ => null,
    };

    private static FeelValue Answer<T>(FeelCall call, CalendarAnswer<T> answer) => answer.TryGet(out var value, out var problem) ? FeelValue.From(value) : call.Error(FeelCode.InvalidValue, problem.Text);

    private static FeelValue TooFar(FeelCall call) => call.Error(FeelCode.InvalidValue, "The time lies outside the years of a calendar.");
}
