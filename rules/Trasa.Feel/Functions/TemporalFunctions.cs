using Trasa.Feel.Compilation;
using Trasa.Feel.Temporal;
using Trasa.Feel.Values;

namespace Trasa.Feel.Functions;

/// <summary>Dates, times and durations from their parts or texts (DMN 1.5, table 71).</summary>
internal static class TemporalFunctions
{
    public static void AddTo(Action<string, NativeCode> add)
    {
        add("date(from: string|date|date and time): date", Date);
        add("date(year: number, month: number, day: number): date", (call, a) => Made(call, FeelDate.Create(a[0].Number, a[1].Number, a[2].Number) is { } date ? FeelValue.Of(date) : null, a));
        add("time(from: string|time|date and time): time", Time);
        add("time(hour: number, minute: number, second: number, offset?: days and time duration?): time", (call, a) => Made(call, TimeOf(a, 0, a[3]) is { } time ? FeelValue.Of(time) : null, a));
        add("date and time(from: string|date and time): date and time", DateTime);
        add("date and time(date: date|date and time, time: time): date and time", (_, a) => FeelValue.Of(new FeelDateTime(DateOf(a[0]), a[1].Time)));
        add("date and time(date: date and time, timezone: string): date and time", InZone);
        add("date and time(year: number, month: number, day: number, hour: number, minute: number, second: number, offset?: days and time duration?): date and time", Moment);
        add("date and time(year: number, month: number, day: number, hour: number, minute: number, second: number, timezone: string): date and time", Moment);
        add("duration(from: string|days and time duration|years and months duration)", Duration);
        add("years and months duration(from: date|date and time, to: date|date and time): years and months duration", (_, a) => FeelValue.OfMonths(Months(DateOf(a[0]), DateOf(a[1]))));
    }

    internal static FeelDate DateOf(in FeelValue value) => value.Kind == FeelKind.Date ? value.Date : value.DateTime.Date;

    private static FeelValue Made(FeelCall call, FeelValue? value, FeelValue[] a) =>
        value ?? call.Error(FeelCode.InvalidValue, $"There is no such value: {string.Join(", ", a.Select(part => part.ToString()))}.");

    private static FeelValue NotRead(FeelCall call, string text) => call.Error(FeelCode.InvalidValue, $"{FeelText.Quote(text)} cannot be read.", text);

    private static FeelValue Date(FeelCall call, FeelValue[] a)
    {
        if (a[0].Kind != FeelKind.String) return FeelValue.Of(DateOf(a[0]));
        return TemporalText.Date(a[0].Text) is { } date ? FeelValue.Of(date) : NotRead(call, a[0].Text);
    }

    private static FeelValue Time(FeelCall call, FeelValue[] a)
    {
        if (a[0].Kind == FeelKind.Time) return a[0];
        if (a[0].Kind == FeelKind.DateTime) return FeelValue.Of(a[0].DateTime.Time);
        return TemporalText.Time(a[0].Text) is { } time ? FeelValue.Of(time) : NotRead(call, a[0].Text);
    }

    private static FeelValue DateTime(FeelCall call, FeelValue[] a)
    {
        if (a[0].Kind == FeelKind.DateTime) return a[0];
        return TemporalText.DateTime(a[0].Text) is { } moment ? FeelValue.Of(moment) : NotRead(call, a[0].Text);
    }

    private static FeelValue InZone(FeelCall call, FeelValue[] a)
    {
        if (FeelZone.OfId(a[1].Text) is not { } zone) return call.Error(FeelCode.InvalidValue, $"There is no time zone {a[1].Text}.", a[1].Text);
        var moment = a[0].DateTime;
        if (moment.Zone is null) return FeelValue.Of(moment with { Time = moment.Time with { Zone = zone } });
        var utc = FeelDateTime.OfLocalSeconds(moment.UtcSeconds, FeelZone.Utc)!;
        return FeelValue.Of(FeelDateTime.OfLocalSeconds(utc.LocalSeconds + zone.OffsetAtUtc(utc.Date, utc.Time.SecondOfDay), zone)!);
    }

    private static FeelValue Moment(FeelCall call, FeelValue[] a)
    {
        if (FeelDate.Create(a[0].Number, a[1].Number, a[2].Number) is not { } date || TimeOf(a, 3, a[6]) is not { } time) return Made(call, null, a);
        return FeelValue.Of(new FeelDateTime(date, time));
    }

    private static FeelTime? TimeOf(FeelValue[] a, int at, in FeelValue zone)
    {
        var (hour, minute, second) = (a[at].Number, a[at + 1].Number, a[at + 2].Number);
        if (hour is < 0 or > 23 || minute is < 0 or > 59 || second is < 0 or >= 60 || hour != decimal.Truncate(hour) || minute != decimal.Truncate(minute)) return null;
        if (zone.IsNull) return FeelTime.OfSeconds(hour * 3600 + minute * 60 + second, null);
        var known = zone.Kind == FeelKind.String ? FeelZone.OfId(zone.Text) : Math.Abs(zone.Number) <= 14 * 3600 ? FeelZone.OfOffset((int)zone.Number) : null;
        return known is null ? null : FeelTime.OfSeconds(hour * 3600 + minute * 60 + second, known);
    }

    private static FeelValue Duration(FeelCall call, FeelValue[] a)
    {
        if (a[0].Kind != FeelKind.String) return a[0];
        return TemporalText.Duration(a[0].Text) ?? NotRead(call, a[0].Text);
    }

    /// <summary>Whole months between two dates, towards zero.</summary>
    private static decimal Months(FeelDate from, FeelDate to)
    {
        var months = (to.Year - (long)from.Year) * 12 + to.Month - from.Month;
        if (months > 0 && to.Day < from.Day) return months - 1;
        return months < 0 && to.Day > from.Day ? months + 1 : months;
    }
}
