namespace Trasa.Feel.Values;

/// <summary>Collects entries; an entry put twice keeps its place and takes the later value.</summary>
internal sealed class FeelContextBuilder
{
    private readonly List<string> _keys = [];
    private readonly List<FeelValue> _values = [];
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);

    public FeelContextBuilder()
    {
    }

    public FeelContextBuilder(FeelContext start)
    {
        foreach (var key in start.Keys) Put(key, start[key]);
    }

    public bool Has(string key) => _places.ContainsKey(key);

    public FeelContextBuilder Put(string key, FeelValue value)
    {
        if (_places.TryGetValue(key, out var place))
        {
            _values[place] = value;
            return this;
        }
        _places[key] = _keys.Count;
        _keys.Add(key);
        _values.Add(value);
        return this;
    }

    public FeelContext Build() => new([.. _keys], [.. _values]);
}
