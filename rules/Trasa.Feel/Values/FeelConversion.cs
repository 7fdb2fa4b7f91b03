using System.Collections;
using System.Globalization;
using System.Text.Json;
using Trasa.Feel.Temporal;

namespace Trasa.Feel.Values;

/// <summary>
/// Plain .NET values in and out. In: null, bool, all number types, string, char, Guid and enums (as text), DateOnly, TimeOnly,
/// DateTime, DateTimeOffset, TimeSpan, JsonElement, dictionaries with string keys (contexts), any other sequence (lists), and the
/// FEEL types themselves. Out: null, bool, decimal, string, DateOnly, TimeOnly, DateTime (local) or DateTimeOffset, TimeSpan,
/// <see cref="FeelMonths"/>, lists and dictionaries of these; a temporal value that .NET cannot hold stays a FEEL type.
/// </summary>
internal static class FeelConversion
{
    public static FeelValue FromObject(object? value) => value switch
    {
        null => FeelValue.Null,
        FeelValue feel => feel,
        string text => FeelValue.Of(text),
        bool truth => FeelValue.Of(truth),
        decimal number => FeelValue.Of(number),
        int or long or short or byte or uint or ulong or ushort or sbyte => FeelValue.Of(Convert.ToDecimal(value, CultureInfo.InvariantCulture)),
        double number => FromDouble(number),
        float number => FromDouble(number),
        DateOnly or TimeOnly or DateTime or DateTimeOffset or TimeSpan or FeelMonths or FeelDate or FeelTime or FeelDateTime => FromTemporal(value),
        JsonElement json => FromJson(json),
        FeelContext context => FeelValue.Of(context),
        FeelRange range => FeelValue.Of(range),
        FeelFunction function => FeelValue.Of(function),
        IReadOnlyDictionary<string, object?> entries => FeelValue.Of(new ForeignContext(entries)),
        IDictionary<string, object?> entries => FeelValue.Of(new ForeignContext(new Dictionary<string, object?>(entries))),
        IDictionary entries => FromDictionary(entries),
        IEnumerable<FeelValue> items => FeelValue.Of(items),
        IEnumerable items => FeelValue.Of(items.Cast<object?>().Select(FromObject)),
        char or Guid or Enum => FeelValue.Of(value.ToString()!),
        _ => throw new ArgumentException($"A {value.GetType()} has no FEEL value; give a plain value, a dictionary or a list.", nameof(value)),
    };

    public static object? ToObject(in FeelValue value) => value.Kind switch
    {
        FeelKind.Null => null,
        FeelKind.Boolean => value.IsTrue,
        FeelKind.Number => value.Number,
        FeelKind.String => value.Text,
        FeelKind.Date => value.Date.ToDateOnly() is { } date ? date : value.Date,
        FeelKind.Time => value.Time.Zone is null ? value.Time.ToTimeOnly() : value.Time,
        FeelKind.DateTime => value.DateTime.ToClr(),
        FeelKind.YearsMonthsDuration => new FeelMonths((long)value.Number),
        FeelKind.DaysTimeDuration => ToTimeSpan(value.Number),
        FeelKind.List => ToList(value.Items),
        FeelKind.Context => ToDictionary(value.Context),
        FeelKind.Range => value.Range,
        FeelKind.Function => value.Function,
    };

    /// <summary>Null for NaN, infinities and what is too large: FEEL has no such numbers.</summary>
    public static FeelValue FromDouble(double number) =>
        double.IsFinite(number) && Math.Abs(number) < 7.9e28 ? FeelValue.Of((decimal)number) : FeelValue.Null;

    private static FeelValue FromTemporal(object value) => value switch
    {
        DateOnly date => FeelValue.Of(FeelDate.From(date)),
        TimeOnly time => FeelValue.Of(FeelTime.From(time)),
        DateTime moment => FeelValue.Of(FeelDateTime.From(moment)),
        DateTimeOffset moment => FeelValue.Of(FeelDateTime.From(moment)),
        TimeSpan span => FeelValue.OfSeconds(span.Ticks / 10_000_000m),
        FeelMonths months => FeelValue.OfMonths(months.Months),
        FeelDate date => FeelValue.Of(date),
        FeelTime time => FeelValue.Of(time),
        _ => FeelValue.Of((FeelDateTime)value),
    };

    private static FeelValue FromJson(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.True => FeelValue.True,
        JsonValueKind.False => FeelValue.False,
        JsonValueKind.Number => json.TryGetDecimal(out var number) ? FeelValue.Of(number) : FromDouble(json.GetDouble()),
        JsonValueKind.String => FeelValue.Of(json.GetString()!),
        JsonValueKind.Array => FeelValue.Of(json.EnumerateArray().Select(FromJson)),
        JsonValueKind.Object => FeelValue.Of(FeelContext.Of(json.EnumerateObject().Select(p => KeyValuePair.Create(p.Name, FromJson(p.Value))))),
        JsonValueKind.Undefined or JsonValueKind.Null => FeelValue.Null,
    };

    private static FeelValue FromDictionary(IDictionary entries)
    {
        var builder = new FeelContextBuilder();
        foreach (DictionaryEntry entry in entries)
            builder.Put(Convert.ToString(entry.Key, CultureInfo.InvariantCulture)!, FromObject(entry.Value));
        return FeelValue.Of(builder.Build());
    }

    private static object ToTimeSpan(decimal seconds) =>
        Math.Abs(seconds) < 9_000_000_000_00m ? TimeSpan.FromTicks((long)(seconds * 10_000_000m)) : seconds;

    private static List<object?> ToList(FeelValue[] items)
    {
        var list = new List<object?>(items.Length);
        foreach (var item in items) list.Add(ToObject(item));
        return list;
    }

    private static Dictionary<string, object?> ToDictionary(FeelContext context)
    {
        var entries = new Dictionary<string, object?>(context.Count, StringComparer.Ordinal);
        foreach (var key in context.Keys) entries[key] = ToObject(context[key]);
        return entries;
    }
}
