using System.Globalization;

namespace Trasa.Activities.Templates;

/// <summary>How values read in a message.</summary>
internal static class TemplateText
{
    public static string Of(object? value) => value switch
    {
        null => "",
        string text => text,
        bool flag => flag ? "yes" : "no",
        decimal number => number.ToString("0.############", CultureInfo.InvariantCulture),
        DateOnly date => date.ToString("d MMMM yyyy", CultureInfo.InvariantCulture),
        DateTimeOffset instant => instant.ToString("d MMMM yyyy, HH:mm", CultureInfo.InvariantCulture),
        IEnumerable<object?> list => string.Join(", ", list.Select(Of)),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };
}
