using Trasa.Engine.Values;

namespace Trasa.Activities.Scripting.Values;

/// <summary>Values of the workflow as a script sees them, and back. Lists and objects are copies.</summary>
internal static class WorkflowValues
{
    private const int Deepest = 100;

    /// <summary>What a list or an object costs besides what it holds: one value in many places is many values afterwards.</summary>
    private const int Container = 8;

    public static object? Read(object? value) => Read(JsContext.Current, value, 0);

    private static object? Read(JsContext context, object? value, int depth)
    {
        if (depth > Deepest) throw TooDeep();
        context.Charge(1);
        return ValueConversion.Canonical(value) switch
        {
            null => null,
            bool flag => flag,
            string text => text,
            decimal number => Number(context, number),
            DateTimeOffset instant => context.StandFor(new JsDate(instant.ToUnixTimeMilliseconds()), instant),
            IReadOnlyDictionary<string, object?> map => Map(context, map, depth),
            IReadOnlyList<object?> list => List(context, list, depth),
            var other => ValueConversion.Text(other),
        };
    }

    /// <summary>A double has 17 digits; a number of more is remembered with them.</summary>
    private static object Number(JsContext context, decimal number)
    {
        object value = ValueConversion.ToDouble(number);
        return ValueConversion.FromDouble((double)value) is decimal back && back == number ? value : context.StandFor(value, number);
    }

    private static JsArray List(JsContext context, IReadOnlyList<object?> list, int depth)
    {
        context.Charge(Container);
        return new([.. list.Select(item => Read(context, item, depth + 1))]);
    }

    private static JsObject Map(JsContext context, IReadOnlyDictionary<string, object?> map, int depth)
    {
        context.Charge(Container);
        var json = new JsObject(Library.Realm.Object);
        foreach (var (name, value) in map) json.Put(name, Read(context, value, depth + 1));
        return json;
    }

    /// <exception cref="JsLimitException">The value is part of itself, or too large.</exception>
    public static object? Write(object? value) => Write(JsContext.Current, value, 0);

    private static object? Write(JsContext context, object? value, int depth)
    {
        if (depth > Deepest) throw TooDeep();
        context.Charge(1);
        return value switch
        {
            null or JsUndefined or JsFunction or JsSymbol => null,
            double number => context.Original(value) ?? Number(number, depth),
            JsArray array => Items(context, array.Items, depth),
            JsDate date => Instant(context, date),
            JsMap { IsSet: true } set => Items(context, set.KeyList(), depth),
            JsMap map => Members(context, map, depth),
            JsIterator iterator => Items(context, iterator.Rest(), depth),
            JsRegExp or JsError => JsDisplay.Of(value),
            JsObject json => Members(context, json, depth),
            _ => value,
        };
    }

    /// <summary>What no decimal can hold goes on as its text; inside of lists and objects what is no number at all is null, as in JSON.</summary>
    private static object? Number(double number, int depth) =>
        ValueConversion.FromDouble(number) ?? (depth == 0 || double.IsFinite(number) ? JsText.OfNumber(number) : null);

    private static DateTimeOffset? Instant(JsContext context, JsDate date)
    {
        if (double.IsNaN(date.Time)) return null;
        if (context.Original(date) is DateTimeOffset instant && instant.ToUnixTimeMilliseconds() == date.Time) return instant;
        return Library.Dates.Clr(date.Time) is { } clr ? new DateTimeOffset(clr) : throw JsThrow.Range("A date of a workflow is in the years 1 to 9999");
    }

    private static List<object?> Items(JsContext context, List<object?> items, int depth)
    {
        context.Charge(Container);
        var list = new List<object?>(items.Count);
        for (var index = 0; index < items.Count; index++) list.Add(Write(context, items[index], depth + 1));
        return list;
    }

    private static Dictionary<string, object?> Members(JsContext context, JsObject json, int depth)
    {
        context.Charge(Container);
        var members = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var name in json.Names()) members[name] = Write(context, json.Get(name), depth + 1);
        return members;
    }

    private static Dictionary<string, object?> Members(JsContext context, JsMap map, int depth)
    {
        var members = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (key, value) in map.Entries.ToList()) members[JsConvert.ToText(JsKeys.Back(key))] = Write(context, value, depth + 1);
        return members;
    }

    /// <summary>Whether a script left what it read as it was.</summary>
    public static bool IsUnchanged(object? now, object? before)
    {
        JsContext.Current.Charge(1);
        return (now, ValueConversion.Canonical(before)) switch
        {
            (null or JsUndefined, null) => true,
            (bool flag, bool was) => flag == was,
            (double number, decimal was) => number == ValueConversion.ToDouble(was),
            (JsDate date, DateTimeOffset was) => date.Time == was.ToUnixTimeMilliseconds(),
            (JsArray array, IReadOnlyList<object?> was) => AreUnchanged(array, was),
            (JsObject { ClassName: "Object" } json, IReadOnlyDictionary<string, object?> was) => AreUnchanged(json, was),
            (string text, { } was) => text == ValueConversion.Text(was),
            _ => false,
        };
    }

    private static bool AreUnchanged(JsArray array, IReadOnlyList<object?> before)
    {
        if (array.Items.Count != before.Count) return false;
        for (var index = 0; index < before.Count; index++)
            if (!IsUnchanged(array.At(index), before[index])) return false;
        return true;
    }

    private static bool AreUnchanged(JsObject json, IReadOnlyDictionary<string, object?> before)
    {
        var names = json.Names();
        if (names.Count != before.Count) return false;
        foreach (var name in names)
            if (!before.TryGetValue(name, out var was) || !IsUnchanged(json.Get(name), was)) return false;
        return true;
    }

    private static JsLimitException TooDeep() => new($"A value is nested deeper than {Deepest}; is it part of itself?");
}
