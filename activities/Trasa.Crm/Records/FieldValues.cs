using System.Collections;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Trasa.Crm.Metadata;

namespace Trasa.Crm.Records;

/// <summary>A value brought to the type of its field, or what is wrong with it.</summary>
internal readonly record struct Conversion(object? Value, string? Problem)
{
    public static Conversion Of(object? value) => new(value, null);

    public static Conversion Wrong(string problem) => new(null, problem);
}

/// <summary>
/// Brings what people, forms, files and expressions give to the one form in which a field's value is kept. Nothing is
/// guessed: a value that would lose something is refused with what would be right.
/// </summary>
internal static class FieldValues
{
    // A double holds 15 digits, and SQLite keeps a number as one: more digits would not come back as they went in.
    private const int Digits = 15;

    public static Conversion Convert(RecordField field, object? given)
    {
        var value = Plain(given);
        if (value is null or "" || (field.Type != FieldType.LongText && value is string text && string.IsNullOrWhiteSpace(text))) return default;
        return field.IsList ? List(field, value) : Single(field, value);
    }

    /// <summary>Instants are kept to the microsecond, as PostgreSQL keeps them.</summary>
    public static DateTimeOffset Truncate(DateTimeOffset instant)
    {
        var utc = instant.ToUniversalTime();
        return utc.AddTicks(-(utc.Ticks % TimeSpan.TicksPerMicrosecond));
    }

    public static bool Same(object? left, object? right) => (left, right) switch
    {
        (IReadOnlyList<object?> a, IReadOnlyList<object?> b) => a.SequenceEqual(b),
        _ => Equals(left, right),
    };

    private static Conversion Single(RecordField field, object value) => field.Type switch
    {
        FieldType.Text => Text(field, value, 400, oneLine: true),
        FieldType.LongText => Text(field, value, 1_000_000, oneLine: false),
        FieldType.Integer => Number(field, value, decimals: 0),
        FieldType.Number => Number(field, value, decimals: Digits),
        FieldType.Money => Number(field, value, decimals: 4),
        FieldType.Boolean => Boolean(value),
        FieldType.Date => Date(value),
        FieldType.DateTime => Instant(value),
        FieldType.Email => AddressText.Email(value),
        FieldType.Phone => AddressText.Phone(value),
        FieldType.Choice or FieldType.MultiChoice => Choice(field, value),
        FieldType.Reference or FieldType.User => Reference(field, value),
        FieldType.Json => Json(field, value),
    };

    private static Conversion List(RecordField field, object value)
    {
        IEnumerable<object?> given = value switch
        {
            string text when field.Type == FieldType.MultiChoice => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
            string or IDictionary => [value],
            IEnumerable items => items.Cast<object?>(),
            _ => [value],
        };
        List<object?> list = [];
        foreach (var item in given)
        {
            if (Plain(item) is not { } plain) continue;
            var (single, problem) = Single(field, plain);
            if (problem is not null) return Conversion.Wrong(problem);
            if (!list.Contains(single)) list.Add(single);
        }

        return list.Count switch
        {
            0 => default,
            > 1000 => Conversion.Wrong("has more than 1,000 entries."),
            _ => Conversion.Of(list),
        };
    }

    private static Conversion Text(RecordField field, object value, int limit, bool oneLine)
    {
        if (value is not (string or bool or decimal or Guid or DateOnly or DateTimeOffset)) return Conversion.Wrong("must be text.");
        var text = Storable(Format(value));
        if (oneLine) text = text.Trim();
        if (oneLine && text.AsSpan().IndexOfAny('\r', '\n') >= 0) return Conversion.Wrong("must be one line.");
        limit = field.MaxLength ?? limit;
        return text.Length > limit
            ? Conversion.Wrong($"is {text.Length} characters long; the limit is {limit}.")
            : Conversion.Of(text);
    }

    private static Conversion Number(RecordField field, object value, int decimals)
    {
        if (value is not decimal number && !(value is string text && decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out number)))
            return Conversion.Wrong("must be a number such as 1250.5.");
        number = Normal(number);
        if (number.Scale > decimals) return Conversion.Wrong(decimals == 0 ? "must be a whole number." : $"has more than {decimals} decimals.");
        if (SignificantDigits(number) > Digits) return Conversion.Wrong($"has more than {Digits} digits.");
        if (number < field.Min) return Conversion.Wrong($"must be {Format(field.Min)} or more.");
        return number > field.Max ? Conversion.Wrong($"must be {Format(field.Max)} or less.") : Conversion.Of(number);
    }

    private static Conversion Boolean(object value) => value switch
    {
        bool => Conversion.Of(value),
        string text when bool.TryParse(text, out var flag) => Conversion.Of(flag),
        _ => Conversion.Wrong("must be true or false."),
    };

    private static Conversion Date(object value) => value switch
    {
        DateOnly => Conversion.Of(value),
        string text when DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) => Conversion.Of(date),
        _ => Conversion.Wrong("must be a date such as 2026-04-24."),
    };

    private static Conversion Instant(object value) => value switch
    {
        DateTimeOffset instant => Conversion.Of(Truncate(instant)),
        string text when HasZone(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant) => Conversion.Of(Truncate(instant)),
        _ => Conversion.Wrong("must be a date and time with its zone, such as 2026-04-24T16:30:00+03:00 or 2026-04-24T13:30:00Z."),
    };

    private static bool HasZone(string text)
    {
        var time = text.IndexOf('T', StringComparison.OrdinalIgnoreCase);
        return time == 10 && (text[^1] is 'Z' or 'z' || text.AsSpan(time).IndexOfAny('+', '-') > 0);
    }

    private static Conversion Choice(RecordField field, object value)
    {
        if (value is not string) value = Format(value);
        var text = ((string)value).Trim();
        if (field.Options.Count == 0)
            return text.Length is > 0 and <= 100 ? Conversion.Of(Storable(text)) : Conversion.Wrong("entries are words of up to 100 characters.");
        var option = field.Option(text)
            ?? field.Options.FirstOrDefault(option => string.Equals(option.Value, text, StringComparison.OrdinalIgnoreCase))
            ?? field.Options.FirstOrDefault(option => string.Equals(option.Text, text, StringComparison.OrdinalIgnoreCase));
        return option is null
            ? Conversion.Wrong($"'{text}' is not one of {string.Join(", ", field.Options.Select(known => known.Value))}.")
            : Conversion.Of(option.Value);
    }

    private static Conversion Reference(RecordField field, object value)
    {
        if (value is IReadOnlyDictionary<string, object?> context) value = Plain(context.GetValueOrDefault(field.IsOpenReference ? "reference" : "id")) ?? "";
        if (field.IsOpenReference)
        {
            return RecordReference.TryParse(value as string, out var open)
                ? Conversion.Of(open.ToString())
                : Conversion.Wrong("must be a reference such as case:0193b0c1-....");
        }

        if (value is Guid id) return Conversion.Of(id);
        if (value is not string text) return Conversion.Wrong("must be the id of a record.");
        if (RecordReference.TryParse(text, out var reference) && (field.Target is null || reference.Type == field.Target)) return Conversion.Of(reference.Id);
        return Guid.TryParse(text, out id) ? Conversion.Of(id) : Conversion.Wrong($"'{text}' is not the id of a record.");
    }

    private static Conversion Json(RecordField field, object value)
    {
        var text = value as string ?? JsonSerializer.Serialize(value, RecordJson.Options);
        try
        {
            using var document = JsonDocument.Parse(text);
        }
        catch (JsonException problem)
        {
            return Conversion.Wrong($"is not JSON: {problem.Message}");
        }

        return Text(field with { MaxLength = field.MaxLength ?? 1_000_000 }, text, 1_000_000, oneLine: false);
    }

    /// <summary>One of null, string, bool, decimal, DateOnly, DateTimeOffset, Guid, a list or a dictionary.</summary>
    private static object? Plain(object? value) => value switch
    {
        JsonElement element => RecordJson.Read(element),
        JsonNode node => RecordJson.Read(JsonSerializer.SerializeToElement(node)),
        int or long or short or byte or uint or ulong or ushort or sbyte => System.Convert.ToDecimal(value, CultureInfo.InvariantCulture),
        double number => double.IsFinite(number) && Math.Abs(number) < 1e27 ? (decimal)number : number.ToString(CultureInfo.InvariantCulture),
        float number => Plain((double)number),
        RecordReference reference => reference.ToString(),
        Record record => record.Reference.ToString(),
        Enum kind => kind.ToString(),
        Uri address => address.ToString(),
        _ => value,
    };

    private static string Format(object? value) => value switch
    {
        string text => text,
        bool flag => flag ? "true" : "false",
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTimeOffset instant => RecordJson.Format(instant),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value?.ToString() ?? "",
    };

    /// <summary>Text as both databases can keep it: U+0000 and broken surrogates become U+FFFD, as a browser shows them.</summary>
    private static string Storable(string text)
    {
        if (text.AsSpan().IndexOf('\0') >= 0) text = text.Replace('\0', '\uFFFD');
        if (text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF') < 0) return text;
        var builder = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes()) builder.Append(rune.ToString());
        return builder.ToString();
    }

    private static decimal Normal(decimal number) => number / 1.000000000000000000000000000000000m;

    private static int SignificantDigits(decimal number)
    {
        var digits = Math.Abs(number).ToString(CultureInfo.InvariantCulture).Replace(".", "", StringComparison.Ordinal).TrimStart('0');
        return number.Scale > 0 ? digits.Length : digits.TrimEnd('0').Length;
    }
}
