namespace Trasa.Feel.Values;

/// <summary>The kinds of FEEL values (DMN 1.5, section 10.3.2.2).</summary>
public enum FeelKind : byte
{
    Null,
    Boolean,
    Number,
    String,
    Date,
    Time,
    DateTime,
    YearsMonthsDuration,
    DaysTimeDuration,
    List,
    Context,
    Range,
    Function,
}
