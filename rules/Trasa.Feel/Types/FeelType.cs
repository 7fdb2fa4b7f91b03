using System.Runtime.CompilerServices;
using Trasa.Feel.Values;

namespace Trasa.Feel.Types;

/// <summary>A FEEL type (DMN 1.5, section 10.3.2.9): what <c>instance of</c> and declared types ask.</summary>
public abstract class FeelType
{
    public static readonly FeelType Any = new AnyType();
    public static readonly FeelType Boolean = new SimpleType("boolean", FeelKind.Boolean);
    public static readonly FeelType Number = new SimpleType("number", FeelKind.Number);
    public static readonly FeelType String = new SimpleType("string", FeelKind.String);
    public static readonly FeelType Date = new SimpleType("date", FeelKind.Date);
    public static readonly FeelType Time = new SimpleType("time", FeelKind.Time);
    public static readonly FeelType DateTime = new SimpleType("date and time", FeelKind.DateTime);
    public static readonly FeelType YearsMonthsDuration = new SimpleType("years and months duration", FeelKind.YearsMonthsDuration);
    public static readonly FeelType DaysTimeDuration = new SimpleType("days and time duration", FeelKind.DaysTimeDuration);
    public static readonly FeelType AnyList = new ListType(Any);
    public static readonly FeelType AnyContext = new ContextType([]);

    /// <summary>The built-in types by the names that may be written, in DMN 1.1 form as well.</summary>
    public static readonly IReadOnlyDictionary<string, FeelType> BuiltIn = new Dictionary<string, FeelType>(StringComparer.Ordinal)
    {
        ["Any"] = Any, ["boolean"] = Boolean, ["number"] = Number, ["string"] = String, ["date"] = Date, ["time"] = Time,
        ["date and time"] = DateTime, ["dateTime"] = DateTime,
        ["years and months duration"] = YearsMonthsDuration, ["yearMonthDuration"] = YearsMonthsDuration,
        ["days and time duration"] = DaysTimeDuration, ["dayTimeDuration"] = DaysTimeDuration,
        ["list"] = AnyList, ["context"] = AnyContext,
    };

    public abstract string Name { get; }

    /// <summary>The <c>instance of</c> test. A null on its own is an instance of nothing; inside lists and contexts it passes.</summary>
    public bool IsInstance(in FeelValue value) => !value.IsNull && Holds(value);

    /// <summary>Whether every value of this type is one of the other (DMN 1.5, section 10.3.2.9.4).</summary>
    /// <remarks>Two types that mention themselves can be compared without end: such a pair does not conform.</remarks>
    public bool ConformsTo(FeelType other) =>
        ReferenceEquals(this, other) || other.Plain is AnyType || (RuntimeHelpers.TryEnsureSufficientExecutionStack() && Plain.IsSubtypeOf(other.Plain));

    /// <summary>
    /// The value as this type takes it: itself, the only item of a singleton list, a list of one, or midnight UTC of a date.
    /// Null (the absence of a result) when the value does not conform.
    /// </summary>
    public virtual FeelValue? Coerce(in FeelValue value)
    {
        if (value.IsNull || Holds(value)) return value;
        if (value.Kind == FeelKind.List && value.Span.Length == 1 && Holds(value.Span[0])) return value.Span[0];
        if (value.Kind == FeelKind.Date && ReferenceEquals(Plain, DateTime)) return FeelValue.Of(Temporal.FeelDateTime.MidnightUtc(value.Date));
        return null;
    }

    public override string ToString() => Name;

    internal virtual FeelType Plain => this;

    /// <summary>Whether its values are of one kind and have no parts: numbers, texts, truth values, dates and the like.</summary>
    internal bool IsScalar => Plain is SimpleType;

    internal bool HoldsOrNull(in FeelValue value) => value.IsNull || Holds(value);

    internal abstract bool Holds(in FeelValue value);

    internal abstract bool IsSubtypeOf(FeelType other);

    private sealed class AnyType : FeelType
    {
        public override string Name => "Any";

        internal override bool Holds(in FeelValue value) => true;

        internal override bool IsSubtypeOf(FeelType other) => false;
    }

    private sealed class SimpleType(string name, FeelKind kind) : FeelType
    {
        public override string Name => name;

        internal override bool Holds(in FeelValue value) => value.Kind == kind;

        internal override bool IsSubtypeOf(FeelType other) => other is SimpleType simple && simple.Name == name;
    }
}
