using System.Text.Json;
using Trasa.Decisions.Graph;
using Trasa.Feel.Temporal;
using Trasa.Feel.Types;
using Trasa.Feel.Values;

namespace Trasa.Decisions.Records;

/// <summary>
/// Inputs as records and examples keep them, in JSON, back to values: where the model declares a date, a time or a
/// duration, the text becomes one again.
/// </summary>
public static class RecordedInputs
{
    private const int MaxDepth = 6;

    /// <exception cref="JsonException">The text is no JSON object.</exception>
    public static Dictionary<string, object?> Read(Decision decision, string json)
    {
        using var document = JsonDocument.Parse(json);
        return Read(decision, document.RootElement);
    }

    /// <exception cref="JsonException">It is no JSON object.</exception>
    public static Dictionary<string, object?> Read(Decision decision, JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object) throw new JsonException("Inputs are a JSON object with a value for each name.");
        var inputs = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var property in json.EnumerateObject())
            inputs[property.Name] = decision.TypeOf(property.Name) is { } type ? Typed(FeelValue.From(property.Value), type) : FeelValue.From(property.Value);
        return inputs;
    }

    private static FeelValue Typed(FeelValue value, FeelType type) => (value.Kind, Plain(type)) switch
    {
        (FeelKind.String, var simple) => Temporal(value.Text, simple) ?? value,
        (FeelKind.List, ListType list) when NeedsReading(list.Item, 0) => FeelValue.Of(value.List.Select(item => Typed(item, list.Item))),
        (FeelKind.Context, ContextType context) when NeedsReading(context, 0) => FeelValue.Of(FeelContext.Of(value.Context.Keys.Select(key => KeyValuePair.Create(
            key, context.Fields.FirstOrDefault(member => member.Key == key).Value is { } member ? Typed(value.Context[key], member) : value.Context[key])))),
        _ => value,
    };

    /// <summary>Null when the type is not temporal or the text is none: the check of the type says so then.</summary>
    private static FeelValue? Temporal(string text, FeelType type)
    {
        if (ReferenceEquals(type, FeelType.Date)) return TemporalText.Date(text) is { } date ? FeelValue.Of(date) : null;
        if (ReferenceEquals(type, FeelType.Time)) return TemporalText.Time(text) is { } time ? FeelValue.Of(time) : null;
        if (ReferenceEquals(type, FeelType.DateTime)) return TemporalText.DateTime(text) is { } moment ? FeelValue.Of(moment) : null;
        return ReferenceEquals(type, FeelType.DaysTimeDuration) || ReferenceEquals(type, FeelType.YearsMonthsDuration) ? TemporalText.Duration(text) : null;
    }

    /// <summary>Types may mention themselves, so the search has an end.</summary>
    private static bool NeedsReading(FeelType type, int depth) => depth < MaxDepth && Plain(type) switch
    {
        ListType list => NeedsReading(list.Item, depth + 1),
        ContextType context => context.Fields.Any(member => NeedsReading(member.Value, depth + 1)),
        var simple => ReferenceEquals(simple, FeelType.Date) || ReferenceEquals(simple, FeelType.Time) || ReferenceEquals(simple, FeelType.DateTime)
            || ReferenceEquals(simple, FeelType.DaysTimeDuration) || ReferenceEquals(simple, FeelType.YearsMonthsDuration),
    };

    private static FeelType Plain(FeelType type) => type is NamedType named ? Plain(named.Base) : type;
}
