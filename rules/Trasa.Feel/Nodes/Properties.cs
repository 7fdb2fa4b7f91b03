using Trasa.Feel.Temporal;
using Trasa.Feel.Values;

namespace Trasa.Feel.Nodes;

/// <summary>The properties of temporal values and ranges (DMN 1.5, table 65). Null: there is no property of that name.</summary>
internal static class Properties
{
    public static FeelValue? Find(in FeelValue value, string name) => value.Kind switch
    {
        FeelKind.Date => OfDate(value.Date, name),
        FeelKind.Time => OfTime(value.Time, name, value.Time.Zone?.Offset),
        FeelKind.DateTime => OfDate(value.DateTime.Date, name) ?? OfTime(value.DateTime.Time, name, value.DateTime.Offset),
        FeelKind.YearsMonthsDuration => OfMonths(value.Number, name),
        FeelKind.DaysTimeDuration => OfSeconds(value.Number, name),
        FeelKind.Range => OfRange(value.Range, name),
        FeelKind.Null or FeelKind.Boolean or FeelKind.Number or FeelKind.String or FeelKind.List or FeelKind.Context or FeelKind.Function => null,
    };

    private static FeelValue? OfDate(FeelDate date, string name) => name switch
    {
        "year" => FeelValue.Of(date.Year),
        "month" => FeelValue.Of(date.Month),
        "day" => FeelValue.Of(date.Day),
        "weekday" => FeelValue.Of(date.Weekday),
        _ => null,
    };

    private static FeelValue? OfTime(FeelTime time, string name, int? offset) => name switch
    {
        "hour" => FeelValue.Of(time.Hour),
        "minute" => FeelValue.Of(time.Minute),
        "second" => FeelValue.Of(time.Second + time.Nanosecond / 1_000_000_000m),
        "time offset" => offset is { } seconds ? FeelValue.OfSeconds(seconds) : FeelValue.Null,
        "timezone" => time.Zone?.Id is { } id ? FeelValue.Of(id) : FeelValue.Null,
        _ => null,
    };

    private static FeelValue? OfMonths(decimal months, string name) => name switch
    {
        "years" => FeelValue.Of(decimal.Truncate(months / 12)),
        "months" => FeelValue.Of(months % 12),
        _ => null,
    };

    private static FeelValue? OfSeconds(decimal seconds, string name) => name switch
    {
        "days" => FeelValue.Of(decimal.Truncate(seconds / FeelTime.SecondsOfDay)),
        "hours" => FeelValue.Of(decimal.Truncate(seconds / 3600) % 24),
        "minutes" => FeelValue.Of(decimal.Truncate(seconds / 60) % 60),
        "seconds" => FeelValue.Of(seconds % 60),
        _ => null,
    };

    private static FeelValue? OfRange(FeelRange range, string name) => name switch
    {
        "start" => range.Start,
        "end" => range.End,
        "start included" => FeelValue.Of(range.StartIncluded),
        "end included" => FeelValue.Of(range.EndIncluded),
        _ => null,
    };
}
