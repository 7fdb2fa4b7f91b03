using System.Diagnostics.CodeAnalysis;

namespace Trasa.Feel.Values;

/// <summary>A context: named entries in their order (DMN 1.5, section 10.3.2.6). Immutable.</summary>
public class FeelContext
{
    public static readonly FeelContext Empty = new([], []);

    // Below this size a scan over the keys is faster than hashing.
    private const int IndexFrom = 9;

    private readonly string[] _keys;
    private readonly FeelValue[] _values;
    private readonly Dictionary<string, int>? _index;

    internal FeelContext(string[] keys, FeelValue[] values)
    {
        _keys = keys;
        _values = values;
        Extent = FeelExtent.Around(values);
        if (keys.Length < IndexFrom) return;
        _index = new Dictionary<string, int>(keys.Length, StringComparer.Ordinal);
        for (var i = 0; i < keys.Length; i++) _index[keys[i]] = i;
    }

    internal FeelExtent Extent { get; }

    public virtual int Count => _keys.Length;

    public virtual IEnumerable<string> Keys => _keys;

    /// <summary>The entry, or null when there is none; use <see cref="TryGet"/> to tell the two apart.</summary>
    public FeelValue this[string key] => TryGet(key, out var value) ? value : FeelValue.Null;

    public static FeelContext Of(IEnumerable<KeyValuePair<string, FeelValue>> entries)
    {
        var builder = new FeelContextBuilder();
        foreach (var (key, value) in entries) builder.Put(key, value);
        return builder.Build();
    }

    public virtual bool TryGet(string key, [MaybeNullWhen(false)] out FeelValue value)
    {
        if (_index is not null)
        {
            var known = _index.TryGetValue(key, out var at);
            value = known ? _values[at] : FeelValue.Null;
            return known;
        }
        for (var i = 0; i < _keys.Length; i++)
        {
            if (!string.Equals(_keys[i], key, StringComparison.Ordinal)) continue;
            value = _values[i];
            return true;
        }
        value = FeelValue.Null;
        return false;
    }
}
