using System.Buffers;
using System.Globalization;
using Trasa.Crm.Metadata;
using Trasa.Crm.Records;

namespace Trasa.Crm.Views;

internal static class CsvText
{
    private static readonly SearchValues<char> s_digits = SearchValues.Create("0123456789.");
    private static readonly SearchValues<char> s_quoted = SearchValues.Create(",\";\r\n");

    public static string Line(IEnumerable<string> cells) => string.Join(',', cells.Select(Cell)) + "\r\n";

    public static string Of(RecordField field, object? value, IReadOnlyDictionary<RecordReference, string> names) => value switch
    {
        null => "",
        Guid id => field.Target is { } target ? names.GetValueOrDefault(new(target, id), id.ToString()) : id.ToString(),
        string text when field.IsOpenReference && RecordReference.TryParse(text, out var open) => names.GetValueOrDefault(open, text),
        DateTimeOffset instant => RecordJson.Format(instant),
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        bool flag => flag ? "true" : "false",
        IReadOnlyList<object?> several => string.Join("; ", several.Select(item => Of(field, item, names))),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    private static string Cell(string text)
    {
        // A spreadsheet would run what begins with one of these as a formula; digits after the sign are harmless.
        if (text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' && !IsNumber(text)) text = "'" + text;
        return text.AsSpan().ContainsAny(s_quoted) ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }

    private static bool IsNumber(string text) =>
        text[0] is '+' or '-' && text.Length > 1 && !text.AsSpan(1).ContainsAnyExcept(s_digits);
}
