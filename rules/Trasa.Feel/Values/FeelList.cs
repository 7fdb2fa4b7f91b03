namespace Trasa.Feel.Values;

/// <summary>The items of a list, and how large it is with all that they hold. Immutable to whoever looks at it.</summary>
internal sealed class FeelList
{
    // May be longer than the list: what stands behind the last item belongs to a longer list that grows on.
    private FeelValue[] _items;

    /// <summary>Takes the array over: nobody may change it afterwards.</summary>
    public FeelList(FeelValue[] items)
        : this(items, items.Length, FeelExtent.Around(items))
    {
    }

    internal FeelList(FeelValue[] items, int count, FeelExtent extent) => (_items, Count, Extent) = (items, count, extent);

    public int Count { get; }

    public FeelExtent Extent { get; }

    public ReadOnlySpan<FeelValue> Span => _items.AsSpan(0, Count);

    /// <summary>The items as an array of their number; of a list that grew, a copy is made once.</summary>
    public FeelValue[] Items
    {
        get
        {
            if (_items.Length != Count) _items = _items[..Count];
            return _items;
        }
    }
}

/// <summary>A list that grows. What it held at one moment can be seen without a copy.</summary>
internal sealed class FeelListBuilder
{
    private FeelValue[] _items = [];
    private FeelExtent _extent = FeelExtent.OfEmpty;

    public int Count { get; private set; }

    public void Add(in FeelValue item)
    {
        _extent = _extent.With(item);
        if (Count == _items.Length) Array.Resize(ref _items, Math.Max(4, Count * 2));
        _items[Count++] = item;
    }

    /// <summary>What is there now; items that are added later are not seen in it.</summary>
    public FeelList View() => new(_items, Count, _extent);
}
