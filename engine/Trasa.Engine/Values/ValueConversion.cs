using System.Collections;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Xml;

namespace Trasa.Engine.Values;

/// <summary>
/// The values of a workflow are null, bool, decimal, string, <see cref="DateTimeOffset"/>, <see cref="DateOnly"/>,
/// <see cref="TimeOnly"/>, <see cref="TimeSpan"/>, lists and dictionaries. This brings others into that form and back.
/// </summary>
public static class ValueConversion
{
    /// <summary>Up to here a double has every whole number.</summary>
    private const double LargestWhole = 9007199254740992;

    public static object? Canonical(object? value) => value switch
    {
        null or bool or decimal or string or DateTimeOffset or DateOnly or TimeOnly or TimeSpan => value,
        IReadOnlyDictionary<string, object?> => value,
        int number => (decimal)number,
        long number => (decimal)number,
        double number => FromDouble(number),
        float number => FromDouble(double.Parse(number.ToString("R", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)),
        Guid id => id.ToString(),
        char letter => letter.ToString(),
        DateTime instant => instant.Kind == DateTimeKind.Unspecified ? new DateTimeOffset(instant, TimeSpan.Zero) : new DateTimeOffset(instant),
        Enum kind => kind.ToString(),
        JsonNode node => JsonValues.Read(node),
        byte or sbyte or short or ushort or uint or ulong => Convert.ToDecimal(value, CultureInfo.InvariantCulture),
        IReadOnlyList<object?> => value,
        IDictionary map => map.Keys.Cast<object>().ToDictionary(key => Text(key) ?? "", key => Canonical(map[key]), StringComparer.Ordinal),
        IEnumerable list => list.Cast<object?>().Select(Canonical).ToList(),
        _ => value,
    };

    /// <summary>JavaScript's numbers with all of their digits, of which a cast keeps 15; the ones that no decimal can hold become null, as JSON writes them.</summary>
    public static object? FromDouble(double number)
    {
        if (!double.IsFinite(number) || Math.Abs(number) >= 7.9e28) return null;
        if (number == Math.Truncate(number) && Math.Abs(number) <= LargestWhole) return (decimal)(long)number;
        return decimal.Parse(number.ToString("R", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture);
    }

    /// <summary>The double that is nearest to the number, whose shortest text is the number's own up to 17 digits.</summary>
    public static double ToDouble(decimal number) => number.Scale == 0 && Math.Abs(number) <= (long)LargestWhole
        ? (double)number
        : double.Parse(number.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    /// <summary>Converts where nothing is lost.</summary>
    /// <exception cref="InvalidCastException">The value does not fit; the message names both.</exception>
    public static T? To<T>(object? value)
    {
        if (value is T fitting) return fitting;
        if (value is null) return default;
        return To(value, typeof(T)) is T converted ? converted : throw Misfit(value, typeof(T).Name);
    }

    private static object? To(object value, Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(string)) return Text(value);
        if (type == typeof(bool)) return ToBoolean(value);
        if (type == typeof(decimal)) return ToNumber(value);
        if (type == typeof(int)) return ToNumber(value) is { } number && number == Math.Truncate(number) && number is >= int.MinValue and <= int.MaxValue ? (int)number : null;
        if (type == typeof(long)) return ToNumber(value) is { } whole && whole == Math.Truncate(whole) && whole is >= long.MinValue and <= long.MaxValue ? (long)whole : null;
        if (type == typeof(double)) return ToNumber(value) is { } real ? ToDouble(real) : null;
        if (type == typeof(Guid)) return Guid.TryParse(Text(value), out var id) ? id : null;
        if (type == typeof(TimeSpan)) return ToDuration(value);
        if (type == typeof(DateTimeOffset)) return ToInstant(value);
        if (type == typeof(DateOnly)) return value is DateTimeOffset instant ? DateOnly.FromDateTime(instant.DateTime) : DateOnly.TryParse(Text(value), CultureInfo.InvariantCulture, out var date) ? date : null;
        if (type == typeof(TimeOnly)) return TimeOnly.TryParse(Text(value), CultureInfo.InvariantCulture, out var time) ? time : null;
        if (type.IsEnum) return Enum.TryParse(type, Text(value), ignoreCase: true, out var kind) && Enum.IsDefined(type, kind) ? kind : null;
        if (type == typeof(IReadOnlyList<string>)) return ToList(value).Select(item => Text(item) ?? "").ToList();
        if (type == typeof(IReadOnlyList<object>)) return ToList(value);
        return type == typeof(JsonNode) ? JsonNode.Parse(JsonValues.Write(value)) : null;
    }

    public static bool? ToBoolean(object? value) => value switch
    {
        bool flag => flag,
        string text => bool.TryParse(text, out var flag) ? flag : null,
        _ => null,
    };

    public static decimal? ToNumber(object? value) => value switch
    {
        decimal number => number,
        string text => decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null,
        _ => Canonical(value) as decimal?,
    };

    /// <summary>A duration as <c>hh:mm:ss</c>, <c>d.hh:mm:ss</c> or ISO 8601 (<c>PT15M</c>).</summary>
    public static TimeSpan? ToDuration(object? value)
    {
        if (value is TimeSpan span) return span;
        if (Text(value) is not { Length: > 0 } text) return null;
        if (TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out span)) return span;
        try
        {
            return text.Contains('P', StringComparison.Ordinal) ? XmlConvert.ToTimeSpan(text) : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    public static DateTimeOffset? ToInstant(object? value) => value switch
    {
        DateTimeOffset instant => instant,
        DateOnly date => new DateTimeOffset(date.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero),
        _ => DateTimeOffset.TryParse(Text(value), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant) ? instant : null,
    };

    /// <summary>A list as it is, nothing as an empty one, a text that holds a JSON array as that array, anything else as a list of one.</summary>
    public static IReadOnlyList<object?> ToList(object? value) => value switch
    {
        null => [],
        IReadOnlyList<object?> list => list,
        string text when text.TrimStart().StartsWith('[') => JsonValues.Parse(text) as IReadOnlyList<object?> ?? [text],
        string or IReadOnlyDictionary<string, object?> => [value],
        IEnumerable list => [.. list.Cast<object?>().Select(Canonical)],
        _ => [value],
    };

    /// <summary>The text of a value, the same on every machine; lists and dictionaries as JSON.</summary>
    public static string? Text(object? value) => value switch
    {
        null => null,
        string text => text,
        bool flag => flag ? "true" : "false",
        decimal number => Plain(number),
        DateTimeOffset instant => instant.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", CultureInfo.InvariantCulture),
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        TimeOnly time => time.ToString("HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture).TrimEnd('.'),
        TimeSpan span => XmlConvert.ToString(span),
        IReadOnlyDictionary<string, object?> or IReadOnlyList<object?> or JsonNode => JsonValues.Write(value),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        IEnumerable => JsonValues.Write(value),
        _ => value.ToString(),
    };

    /// <summary>1.50 and 1.5 are the same number and have the same text.</summary>
    private static string Plain(decimal number) =>
        (number / 1.000000000000000000000000000000000m).ToString(CultureInfo.InvariantCulture);

    internal static InvalidCastException Misfit(object? value, string type)
    {
        var text = Text(value) ?? "null";
        return new($"'{(text.Length > 80 ? text[..80] + "..." : text)}' is not a value of type {type}.");
    }
}
