using System.Collections;
using System.Globalization;
using System.Runtime.CompilerServices;
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
    /// <summary>Up to here a double has every whole number.</summary>
    private const double LargestWhole = 9007199254740992;

    public static FeelValue FromObject(object? value) => value switch
    {
        null => FeelValue.Null,
        FeelValue feel => feel,
        string text => FeelValue.Of(text),
        bool truth => FeelValue.Of(truth),
        decimal number => FeelValue.Of(number),
        int or long or short or byte or uint or ulong or ushort or sbyte => FeelValue.Of(Convert.ToDecimal(value, CultureInfo.InvariantCulture)),
        double number => FromDouble(number),
        float number => FromDouble(double.Parse(number.ToString("R", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)),
        DateOnly or TimeOnly or DateTime or DateTimeOffset or TimeSpan or FeelMonths or FeelDate or FeelTime or FeelDateTime => FromTemporal(value),
        JsonElement json => FromJson(json),
        FeelContext context => FeelValue.Of(context),
        FeelRange range => FeelValue.Of(range),
        FeelFunction function => FeelValue.Of(function),
        IReadOnlyDictionary<string, object?> entries => FeelValue.Of(new ForeignContext(entries)),
        IDictionary<string, object?> entries => FeelValue.Of(new ForeignContext(new Dictionary<string, object?>(entries))),
        IDictionary entries => FromDictionary(entries),
        IEnumerable<FeelValue> items => FeelValue.Of(items),
        IEnumerable items => FromSequence(items),
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
        FeelKind.YearsMonthsDuration => ToMonths(value.Number),
        FeelKind.DaysTimeDuration => ToTimeSpan(value.Number),
        FeelKind.List => ToList(value.Span),
        FeelKind.Context => ToDictionary(value.Context),
        FeelKind.Range => value.Range,
        FeelKind.Function => value.Function,
    };

    /// <summary>All digits of the number, of which a cast keeps 15. Null for NaN, infinities and what is too large: FEEL has no such numbers.</summary>
    public static FeelValue FromDouble(double number)
    {
        if (!double.IsFinite(number) || Math.Abs(number) >= 7.9e28) return FeelValue.Null;
        if (number == Math.Truncate(number) && Math.Abs(number) <= LargestWhole) return FeelValue.Of((decimal)(long)number);
        return FeelValue.Of(decimal.Parse(number.ToString("R", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture));
    }

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
        JsonValueKind.Array => FromJsonArray(json),
        JsonValueKind.Object => FromJsonObject(json),
        JsonValueKind.Undefined or JsonValueKind.Null => FeelValue.Null,
    };

    private static FeelValue FromJsonArray(JsonElement json)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        return FeelValue.Of(json.EnumerateArray().Select(FromJson));
    }

    private static FeelValue FromJsonObject(JsonElement json)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        return FeelValue.Of(FeelContext.Of(json.EnumerateObject().Select(p => KeyValuePair.Create(p.Name, FromJson(p.Value)))));
    }

    /// <summary>A sequence that holds itself ends here, and not the process.</summary>
    private static FeelValue FromSequence(IEnumerable items)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        return FeelValue.Of(items.Cast<object?>().Select(FromObject));
    }

    private static FeelValue FromDictionary(IDictionary entries)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        var builder = new FeelContextBuilder();
        foreach (DictionaryEntry entry in entries)
            builder.Put(Convert.ToString(entry.Key, CultureInfo.InvariantCulture)!, FromObject(entry.Value));
        return FeelValue.Of(builder.Build());
    }

    private static object ToMonths(decimal months) => Math.Abs(months) < long.MaxValue ? new FeelMonths((long)months) : months;

    private static object ToTimeSpan(decimal seconds) =>
        Math.Abs(seconds) < 9_000_000_000_00m ? TimeSpan.FromTicks((long)(seconds * 10_000_000m)) : seconds;

    private static List<object?> ToList(ReadOnlySpan<FeelValue> items)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        var list = new List<object?>(items.Length);
        foreach (var item in items) list.Add(ToObject(item));
        return list;
    }

    private static Dictionary<string, object?> ToDictionary(FeelContext context)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        var entries = new Dictionary<string, object?>(context.Count, StringComparer.Ordinal);
        foreach (var key in context.Keys) entries[key] = ToObject(context[key]);
        return entries;
    }
}
