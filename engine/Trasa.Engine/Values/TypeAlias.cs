using Trasa.Engine.Execution;

namespace Trasa.Engine.Values;

/// <summary>The type names of definition files, as far as they say how a value is to be read.</summary>
internal static class TypeAlias
{
    /// <summary>Brings the value to the type; types that say nothing about the form leave it as it is.</summary>
    /// <exception cref="ActivityFaultException">The value does not fit the type.</exception>
    public static object? Convert(object? value, Kind kind) => kind switch
    {
        _ when value is null => null,
        Kind.Any => value,
        Kind.Whole or Kind.Number => value as decimal? ?? ValueConversion.ToNumber(value) ?? (value is string { Length: 0 } ? null : throw Misfit(value, "a number")),
        Kind.Boolean => value as bool? ?? ValueConversion.ToBoolean(value) ?? (value is string { Length: 0 } ? null : throw Misfit(value, "true or false")),
        Kind.Text => value as string ?? ValueConversion.Text(value),
        Kind.Instant => ValueConversion.ToInstant(value) ?? value,
        Kind.Duration => ValueConversion.ToDuration(value) ?? value,
        Kind.List => value is string text && text.TrimStart() is not ['[', ..] ? value : ValueConversion.ToList(value),
        Kind.Document => value is string json && json.TrimStart() is ['{' or '[', ..] ? JsonOr(json) : value,
        _ => value,
    };

    public static Kind Of(string? typeName, bool isArray)
    {
        if (isArray) return Kind.List;
        return Short(typeName) switch
        {
            "Int16" or "Int32" or "Int64" or "Long" or "Integer" or "Byte" => Kind.Whole,
            "Single" or "Double" or "Decimal" or "Number" or "Float" => Kind.Number,
            "Boolean" or "Bool" => Kind.Boolean,
            "String" or "Guid" => Kind.Text,
            "DateTime" or "DateTimeOffset" => Kind.Instant,
            "TimeSpan" => Kind.Duration,
            "JSON" or "JsonElement" or "JsonNode" or "JsonObject" or "ExpandoObject" or "ObjectDictionary" or "StringDictionary" or "ObjectMap" or "StringMap" => Kind.Document,
            "JsonArray" or "List" or "IList" or "ICollection" or "IEnumerable" or "IReadOnlyList" or "IReadOnlyCollection" or "HashSet" or "ISet" => Kind.List,
            "Dictionary" or "IDictionary" or "IReadOnlyDictionary" => Kind.Document,
            { } name when name.EndsWith("[]", StringComparison.Ordinal) => Kind.List,
            _ => Kind.Any,
        };
    }

    /// <summary><c>System.Int32, mscorlib</c>, <c>Int32?</c> and <c>System.Nullable`1[[System.Int32, mscorlib]]</c> mean Int32; of what holds others, that it does.</summary>
    private static string? Short(string? typeName)
    {
        if (typeName is null) return null;
        const string Nullable = "System.Nullable`1[[";
        var name = typeName.StartsWith(Nullable, StringComparison.Ordinal) ? typeName[Nullable.Length..] : typeName;
        var end = name.AsSpan().IndexOfAny(',', '`', '<');
        name = (end < 0 ? name : name[..end]).TrimEnd('?').TrimEnd();
        name = name[(name.LastIndexOf('.') + 1)..];
        return end >= 0 && typeName.Contains("]][]", StringComparison.Ordinal) ? "List" : name;
    }

    private static object? JsonOr(string text)
    {
        try
        {
            return JsonValues.Parse(text);
        }
        catch (System.Text.Json.JsonException)
        {
            return text;
        }
    }

    private static ActivityFaultException Misfit(object? value, string type) => new(ValueConversion.Misfit(value, type).Message);

    internal enum Kind
    {
        Any,
        Whole,
        Number,
        Boolean,
        Text,
        Instant,
        Duration,
        List,
        Document,
    }
}
