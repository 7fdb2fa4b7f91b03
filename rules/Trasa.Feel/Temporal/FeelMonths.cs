namespace Trasa.Feel.Temporal;

/// <summary>A years and months duration in plain .NET form; .NET has no type of its own for it.</summary>
public readonly record struct FeelMonths(long Months)
{
    public override string ToString() => DurationText.Months(Months);
}
