using Trasa.Feel.Values;

namespace Trasa.Feel.Nodes;

/// <summary>Values in the words of messages.</summary>
internal static class Describe
{
    private const int MaxLength = 60;

    public static string Kind(in FeelValue value) => value.Kind switch
    {
        FeelKind.Null => "null",
        FeelKind.Boolean => "a boolean",
        FeelKind.Number => "a number",
        FeelKind.String => "a text",
        FeelKind.Date => "a date",
        FeelKind.Time => "a time",
        FeelKind.DateTime => "a date and time",
        FeelKind.YearsMonthsDuration => "a years and months duration",
        FeelKind.DaysTimeDuration => "a days and time duration",
        FeelKind.List => "a list",
        FeelKind.Context => "a context",
        FeelKind.Range => "a range",
        FeelKind.Function => "a function",
    };

    /// <summary>The value itself, cut when it is long.</summary>
    public static string Value(in FeelValue value)
    {
        var text = FeelText.Source(value, MaxLength);
        return text.Length <= MaxLength ? text : text[..(MaxLength - 1)] + "…";
    }
}
