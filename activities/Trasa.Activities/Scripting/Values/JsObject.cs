namespace Trasa.Activities.Scripting.Values;

/// <summary>The value <c>undefined</c>; <c>null</c> is null.</summary>
internal sealed class JsUndefined
{
    public static readonly JsUndefined Value = new();

    private JsUndefined()
    {
    }

    public override string ToString() => "undefined";
}

/// <summary>An object: properties in the order in which they were made. Objects of the library are frozen, so no script changes what another sees.</summary>
internal class JsObject(JsObject? prototype = null)
{
    private readonly List<string> _order = [];
    private Dictionary<string, object?>? _properties;

    public JsObject? Prototype { get; set; } = prototype;

    public bool IsFrozen { get; set; }

    public virtual string ClassName => "Object";

    public virtual IEnumerable<string> Keys => _order;

    public virtual object? Get(string name)
    {
        for (var at = this; at is not null; at = at.Prototype)
            if (at.TryGetOwn(name, out var value)) return value;
        return JsUndefined.Value;
    }

    public virtual bool TryGetOwn(string name, out object? value)
    {
        value = null;
        return _properties is not null && _properties.TryGetValue(name, out value);
    }

    public bool Has(string name)
    {
        for (var at = this; at is not null; at = at.Prototype)
            if (at.TryGetOwn(name, out _)) return true;
        return false;
    }

    public virtual void Set(string name, object? value)
    {
        if (IsFrozen) return;
        _properties ??= new(StringComparer.Ordinal);
        if (!_properties.ContainsKey(name)) _order.Add(name);
        _properties[name] = value;
    }

    public virtual bool Delete(string name)
    {
        if (IsFrozen) return false;
        if (_properties is not null && _properties.Remove(name)) _order.Remove(name);
        return true;
    }
}

internal sealed class JsArray : JsObject
{
    public JsArray(List<object?>? items = null)
        : base(Library.Realm.Array)
    {
        Items = items ?? [];
    }

    public List<object?> Items { get; }

    public override string ClassName => "Array";

    public override IEnumerable<string> Keys => Enumerable.Range(0, Items.Count).Select(index => JsText.OfNumber(index));

    public override bool TryGetOwn(string name, out object? value)
    {
        if (name == "length")
        {
            value = (double)Items.Count;
            return true;
        }

        if (Index(name) is { } index && index < Items.Count)
        {
            value = Items[index];
            return true;
        }

        return base.TryGetOwn(name, out value);
    }

    public override void Set(string name, object? value)
    {
        if (IsFrozen) return;
        if (name == "length") Resize((int)JsConvert.ToNumber(value));
        else if (Index(name) is { } index) SetAt(index, value);
        else base.Set(name, value);
    }

    public object? At(int index) => index >= 0 && index < Items.Count ? Items[index] : JsUndefined.Value;

    public void SetAt(int index, object? value)
    {
        if (IsFrozen) return;
        if (index >= Items.Count) Resize(index + 1);
        Items[index] = value;
    }

    private void Resize(int length)
    {
        if (length is < 0 or > JsBudget.MaxItems) throw new JsLimitException($"An array would have {length} items; the limit is {JsBudget.MaxItems}.");
        if (length < Items.Count) Items.RemoveRange(length, Items.Count - length);
        while (Items.Count < length) Items.Add(JsUndefined.Value);
    }

    public static int? Index(string name) =>
        name.Length is > 0 and < 10 && char.IsAsciiDigit(name[0]) && int.TryParse(name, System.Globalization.NumberStyles.None, null, out var index) ? index : null;
}

internal sealed class JsDate(double time) : JsObject(Library.Realm.Date)
{
    /// <summary>Milliseconds since 1970; NaN for no date.</summary>
    public double Time { get; set; } = time;

    public override string ClassName => "Date";
}

internal sealed class JsRegExp(System.Text.RegularExpressions.Regex regex, string source, string flags) : JsObject(Library.Realm.RegExp)
{
    public System.Text.RegularExpressions.Regex Regex => regex;

    public string Source => source;

    public string Flags => flags;

    public bool IsGlobal => flags.Contains('g', StringComparison.Ordinal);

    public int LastIndex { get; set; }

    public override string ClassName => "RegExp";

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
}

internal sealed class JsError(string name, string message) : JsObject(Library.Realm.Error)
{
    public override string ClassName => "Error";

    public override bool TryGetOwn(string property, out object? value)
    {
        value = property switch
        {
            "name" => name,
            "message" => message,
            _ => null,
        };
        return value is not null || base.TryGetOwn(property, out value);
    }

    public override string ToString() => $"{name}: {message}";
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
