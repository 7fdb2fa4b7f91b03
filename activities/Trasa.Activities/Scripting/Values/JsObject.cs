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

/// <summary>A property that is worked out when it is read or written.</summary>
internal sealed record JsAccessor(JsFunction? Getter, JsFunction? Setter)
{
    public object? Read(object? self) => Getter is null ? JsUndefined.Value : Getter.Call(JsContext.Current, self, []);

    public void Write(object? self, object? value) => Setter?.Call(JsContext.Current, self, [value]);
}

/// <summary>An object: properties in the order in which they were made. Objects of the library are frozen, so no script changes what another sees.</summary>
internal class JsObject(JsObject? prototype = null)
{
    private readonly List<string> _order = [];
    private Dictionary<string, object?>? _properties;
    private HashSet<string>? _hidden;
    private HashSet<string>? _fixed;
    private bool _hasIndexes;

    public JsObject? Prototype { get; set; } = prototype;

    /// <summary>Whether nothing of it can be changed.</summary>
    public bool IsFrozen { get; set; }

    /// <summary>Whether it takes no new properties and loses none.</summary>
    public bool IsSealed { get; set; }

    public virtual string ClassName => "Object";

    /// <summary>The names of its own properties as they are now: numbers first, as in JavaScript, then in the order in which they were made.</summary>
    public virtual List<string> Names(bool hiddenToo = false)
    {
        var names = new List<string>(_order.Count);
        foreach (var name in _order)
            if (!JsSymbol.IsKey(name) && (hiddenToo || _hidden?.Contains(name) != true)) names.Add(name);
        return _hasIndexes ? [.. names.OrderBy(name => JsArray.Index(name) ?? int.MaxValue)] : names;
    }

    public object? Get(string name) => Get(name, this);

    /// <param name="name">The property.</param>
    /// <param name="self">Whose property it is when it is worked out: the object that was asked, or a text or number.</param>
    public object? Get(string name, object? self) =>
        TryFind(name, out var value) && value is JsAccessor accessor ? accessor.Read(self) : value;

    public bool Has(string name) => TryFind(name, out _);

    /// <summary>A property of its own, as it is stored.</summary>
    public virtual bool TryGetOwn(string name, out object? value)
    {
        value = null;
        return _properties is not null && _properties.TryGetValue(name, out value);
    }

    /// <summary>A property of its own or an inherited one, as it is stored; undefined when there is none.</summary>
    public bool TryFind(string name, out object? value)
    {
        var hops = 0;
        for (var at = this; at is not null; at = at.Prototype)
        {
            if (at.TryGetOwn(name, out value)) return true;
            if ((++hops & 0x3F) == 0) JsContext.Current.Step();
        }

        value = JsUndefined.Value;
        return false;
    }

    public virtual void Set(string name, object? value)
    {
        if (_properties is not null && _properties.TryGetValue(name, out var own))
        {
            if (own is JsAccessor accessor) accessor.Write(this, value);
            else if (!IsFrozen && _fixed?.Contains(name) != true) _properties[name] = value;
        }
        else if (Prototype is { } above && above.TryFind(name, out var inherited) && inherited is JsAccessor setter) setter.Write(this, value);
        else Put(name, value);
    }

    /// <summary>Gives it a property of its own, whatever it inherits.</summary>
    public void Put(string name, object? value, bool isHidden = false, bool isFixed = false)
    {
        if (IsFrozen) return;
        _properties ??= new(StringComparer.Ordinal);
        if (!_properties.ContainsKey(name))
        {
            if (IsSealed) return;
            _order.Add(name);
            _hasIndexes |= JsArray.Index(name) is not null;
        }

        _properties[name] = value;
        if (isHidden) (_hidden ??= new(StringComparer.Ordinal)).Add(name);
        else _hidden?.Remove(name);
        if (isFixed) (_fixed ??= new(StringComparer.Ordinal)).Add(name);
    }

    /// <summary>Freezes it and all that it holds.</summary>
    public void FreezeAll()
    {
        if (IsFrozen) return;
        IsFrozen = true;
        if (_properties is null) return;
        foreach (var value in _properties.Values)
            if (value is JsObject json) json.FreezeAll();
    }

    public bool IsHidden(string name) => _hidden?.Contains(name) == true;

    public bool IsFixed(string name) => IsFrozen || _fixed?.Contains(name) == true;

    public virtual bool Delete(string name)
    {
        if (IsSealed || IsFixed(name)) return false;
        if (_properties is not null && _properties.Remove(name)) _order.Remove(name);
        return true;
    }
}
