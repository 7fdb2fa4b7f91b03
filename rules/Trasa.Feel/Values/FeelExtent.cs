using Trasa.Feel.Compilation;

namespace Trasa.Feel.Values;

/// <summary>How large a value is: lists, contexts and ranges inside each other, and parts all told.</summary>
/// <remarks>
/// Checked where a value is made. A list that holds another one twice, which holds a third twice, and so on, takes a few
/// hundred bytes and has more parts than there are atoms; whoever writes, compares or converts it would never come to an end.
/// </remarks>
internal readonly record struct FeelExtent(int Depth, int Parts)
{
    /// <summary>Of a list or a context without entries.</summary>
    public static readonly FeelExtent OfEmpty = new(1, 1);

    public static FeelExtent Of(in FeelValue value) => value.Kind switch
    {
        FeelKind.List => value.Body.Extent,
        FeelKind.Context => value.Context.Extent,
        FeelKind.Range => value.Range.Extent,
        _ => new(0, 1),
    };

    /// <exception cref="FeelLimitException">They are too many, or too deep.</exception>
    public static FeelExtent Around(ReadOnlySpan<FeelValue> parts)
    {
        var extent = OfEmpty;
        foreach (ref readonly var part in parts) extent = extent.With(part);
        return extent;
    }

    /// <summary>The extent of a list or a context that holds one more part.</summary>
    /// <exception cref="FeelLimitException">It would be too large, or too deep.</exception>
    public FeelExtent With(in FeelValue part)
    {
        var inner = Of(part);
        if (inner.Depth >= FeelOptions.MaxNesting) throw new FeelLimitException(nameof(FeelOptions.MaxNesting), FeelOptions.MaxNesting, default);
        if (Parts + inner.Parts > FeelOptions.MaxParts) throw new FeelLimitException(nameof(FeelOptions.MaxParts), FeelOptions.MaxParts, default);
        return new(Math.Max(Depth, inner.Depth + 1), Parts + inner.Parts);
    }
}
