using System.Text.RegularExpressions;

namespace Trasa.Activities.Scripting.Values;

internal sealed class JsDate(double time) : JsObject(Library.Realm.Date)
{
    /// <summary>Milliseconds since 1970; NaN for no date.</summary>
    public double Time { get; set; } = time;

    public override string ClassName => "Date";
}

internal sealed class JsRegExp(Regex regex, string source, string flags) : JsObject(Library.Realm.RegExp)
{
    public Regex Regex => regex;

    public string Flags => flags;

    public bool IsGlobal => flags.Contains('g', StringComparison.Ordinal);

    public bool IsSticky => flags.Contains('y', StringComparison.Ordinal);

    public int LastIndex { get; set; }

    public override string ClassName => "RegExp";

    public override bool TryGetOwn(string name, out object? value)
    {
        value = name switch
        {
            "lastIndex" => (double)LastIndex,
            "source" => source,
            "flags" => flags,
            "global" => IsGlobal,
            "sticky" => IsSticky,
            "ignoreCase" => flags.Contains('i', StringComparison.Ordinal),
            "multiline" => flags.Contains('m', StringComparison.Ordinal),
            _ => null,
        };
        return value is not null || base.TryGetOwn(name, out value);
    }

    public override void Set(string name, object? value)
    {
        if (name == "lastIndex") LastIndex = Math.Max(0, JsConvert.ToInt(value));
        else base.Set(name, value);
    }

    public override string ToString() => $"/{source}/{flags}";
}

/// <summary>A Map, or a Set whose values are its keys.</summary>
internal sealed class JsMap(bool isSet) : JsObject(isSet ? Library.Realm.Set : Library.Realm.Map)
{
    public bool IsSet => isSet;

    public OrderedDictionary<object, object?> Entries { get; } = new(JsKeys.Comparer);

    public override string ClassName => isSet ? "Set" : "Map";

    public override bool TryGetOwn(string name, out object? value)
    {
        if (name != "size") return base.TryGetOwn(name, out value);
        value = (double)Entries.Count;
        return true;
    }

    public List<object?> KeyList() => [.. Entries.Keys.Select(JsKeys.Back)];

    public List<object?> ValueList() => [.. Entries.Values];

    public List<object?> PairList() => [.. Entries.Select(entry => (object?)new JsArray([JsKeys.Back(entry.Key), entry.Value]))];
}

/// <summary>Goes through items once.</summary>
internal sealed class JsIterator(List<object?> items) : JsObject(Library.Realm.Iterator)
{
    private int _at;

    public override string ClassName => "Iterator";

    public bool TryNext(out object? value)
    {
        var isThere = _at < items.Count;
        value = isThere ? items[_at++] : JsUndefined.Value;
        return isThere;
    }

    /// <summary>What nobody has taken yet.</summary>
    public List<object?> Rest()
    {
        var rest = items.GetRange(_at, items.Count - _at);
        _at = items.Count;
        return rest;
    }
}

internal sealed class JsError : JsObject
{
    public JsError(string kind, string message)
        : base(Library.Realm.ErrorOf(kind)) => Put("message", message, isHidden: true);

    public override string ClassName => "Error";
}

/// <summary>Keys of maps and sets: by value for texts, numbers and booleans, by identity for objects.</summary>
internal sealed class JsKeys : IEqualityComparer<object>
{
    public static readonly JsKeys Comparer = new();

    private static readonly object Null = new();

    public static object Of(object? value) => value ?? Null;

    public static object? Back(object key) => ReferenceEquals(key, Null) ? null : key;

    public new bool Equals(object? x, object? y) => ReferenceEquals(x, y) || (x is string or double or bool && x.Equals(y));

    public int GetHashCode(object value) => value is string or double or bool ? value.GetHashCode() : System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(value);
}
