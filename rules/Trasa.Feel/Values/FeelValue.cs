using Trasa.Feel.Temporal;

namespace Trasa.Feel.Values;

/// <summary>One FEEL value: numbers and truth values without allocation, everything else by reference.</summary>
/// <remarks>
/// Equality is structural and never null, as dictionaries need it; the three-valued <c>=</c> of FEEL is
/// <see cref="FeelEquality"/>. Durations keep their amount in the number: months, or seconds with nine decimals.
/// </remarks>
public readonly struct FeelValue : IEquatable<FeelValue>
{
    /// <summary>Marks a variable that nobody supplied; never leaves the compiled code.</summary>
    internal const FeelKind UnsetKind = (FeelKind)255;

    private static readonly object TrueMark = new();

    private readonly decimal _number;
    private readonly object? _object;

    private FeelValue(FeelKind kind, object? reference, decimal number = 0)
    {
        Kind = kind;
        _object = reference;
        _number = number;
    }

    public FeelKind Kind { get; }

    public static FeelValue Null => default;

    public static FeelValue True => new(FeelKind.Boolean, TrueMark);

    public static FeelValue False => new(FeelKind.Boolean, null);

    internal static FeelValue Unset => new(UnsetKind, null);

    public bool IsNull => Kind == FeelKind.Null;

    public bool IsTrue => Kind == FeelKind.Boolean && _object is not null;

    public bool IsFalse => Kind == FeelKind.Boolean && _object is null;

    internal bool IsUnset => Kind == UnsetKind;

    /// <summary>The number; months of a years and months duration; seconds of a days and time duration.</summary>
    public decimal Number => _number;

    public string Text => (string)_object!;

    public FeelDate Date => (FeelDate)_object!;

    public FeelTime Time => (FeelTime)_object!;

    public FeelDateTime DateTime => (FeelDateTime)_object!;

    /// <summary>The items of a list; never changed after the list was made.</summary>
    public IReadOnlyList<FeelValue> List => Items;

    internal FeelValue[] Items => Body.Items;

    /// <summary>The items for whoever only looks at them: cheaper than the array while a loop goes on adding.</summary>
    internal ReadOnlySpan<FeelValue> Span => Body.Span;

    internal FeelList Body => (FeelList)_object!;

    public FeelContext Context => (FeelContext)_object!;

    public FeelRange Range => (FeelRange)_object!;

    public FeelFunction Function => (FeelFunction)_object!;

    internal object? Reference => _object;

    public static FeelValue Of(bool value) => value ? True : False;

    public static FeelValue Of(bool? value) => value is { } known ? Of(known) : Null;

    public static FeelValue Of(decimal value) => new(FeelKind.Number, null, value);

    public static FeelValue Of(string value) => new(FeelKind.String, value);

    public static FeelValue Of(FeelDate value) => new(FeelKind.Date, value);

    public static FeelValue Of(FeelTime value) => new(FeelKind.Time, value);

    public static FeelValue Of(FeelDateTime value) => new(FeelKind.DateTime, value);

    public static FeelValue Of(FeelContext value) => new(FeelKind.Context, value);

    public static FeelValue Of(FeelRange value) => new(FeelKind.Range, value);

    public static FeelValue Of(FeelFunction value) => new(FeelKind.Function, value);

    /// <summary>A list that takes the array over: the caller must not change it afterwards.</summary>
    public static FeelValue Of(FeelValue[] items) => OfList(new FeelList(items));

    public static FeelValue Of(IEnumerable<FeelValue> items) => Of(items.ToArray());

    internal static FeelValue OfList(FeelList items) => new(FeelKind.List, items);

    public static FeelValue OfMonths(decimal months) => new(FeelKind.YearsMonthsDuration, null, months);

    public static FeelValue OfSeconds(decimal seconds) => new(FeelKind.DaysTimeDuration, null, seconds);

    /// <summary>Converts a plain .NET value; see <see cref="FeelConversion"/> for what is understood.</summary>
    public static FeelValue From(object? value) => FeelConversion.FromObject(value);

    /// <summary>Converts to a plain .NET value; see <see cref="FeelConversion"/>.</summary>
    public object? ToObject() => FeelConversion.ToObject(this);

    public bool Equals(FeelValue other) => FeelEquality.Same(this, other);

    public override bool Equals(object? obj) => obj is FeelValue other && Equals(other);

    public override int GetHashCode() => FeelEquality.Hash(this);

    /// <summary>The value as the FEEL function <c>string()</c> writes it.</summary>
    public override string ToString() => FeelText.Write(this);

    public static bool operator ==(FeelValue left, FeelValue right) => left.Equals(right);

    public static bool operator !=(FeelValue left, FeelValue right) => !left.Equals(right);
}
