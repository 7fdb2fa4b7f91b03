namespace Trasa.Feel.Values;

/// <summary>A host's dictionary seen as a context; entries are converted when they are asked for.</summary>
internal sealed class ForeignContext(IReadOnlyDictionary<string, object?> entries) : FeelContext([], [])
{
    public override int Count => entries.Count;

    public override IEnumerable<string> Keys => entries.Keys;

    public override bool TryGet(string key, out FeelValue value)
    {
        var known = entries.TryGetValue(key, out var plain);
        value = known ? FeelValue.From(plain) : FeelValue.Null;
        return known;
    }
}
