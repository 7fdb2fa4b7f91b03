using System.Globalization;
using Trasa.Crm.Metadata;
using Trasa.Crm.Records;

namespace Trasa.Crm.Timeline;

/// <summary>Field values as a reader says them: labels of options, titles of records, local time. Takes values as the change log keeps them.</summary>
internal sealed class ValuesInWords(IReadOnlyDictionary<RecordReference, string> titles, TimeZoneInfo zone)
{
    private const int Longest = 120;

    /// <summary>The records that a stored value refers to.</summary>
    public static IEnumerable<RecordReference> References(RecordField field, object? stored)
    {
        foreach (var item in stored is IReadOnlyList<object?> list ? list : [stored])
        {
            if (item is not (string or Guid)) continue;
            var text = item.ToString();
            if (field.IsOpenReference && RecordReference.TryParse(text, out var open)) yield return open;
            else if (field.Target is { } target && Guid.TryParse(text, out var id)) yield return new(target, id);
        }
    }

    public string? Say(RecordField field, object? stored) => stored switch
    {
        null => null,
        IReadOnlyList<object?> list => string.Join(", ", list.Select(item => Say(field, item))),
        _ => Cut(Single(field, stored)),
    };

    private string Single(RecordField field, object stored)
    {
        if (field.Target is not null || field.IsOpenReference)
            return References(field, stored).Select(reference => titles.GetValueOrDefault(reference)).FirstOrDefault() ?? TimelineTexts.Word("Unknown");
        return (field.Type, stored) switch
        {
            (FieldType.Choice or FieldType.MultiChoice, string value) => field.Option(value)?.Text ?? value,
            (FieldType.Boolean, bool flag) => TimelineTexts.Word(flag ? "Yes" : "No"),
            (FieldType.DateTime, string text) when DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant) =>
                TimeZoneInfo.ConvertTime(instant, zone).ToString("d MMM yyyy HH:mm", CultureInfo.CurrentCulture),
            (FieldType.Date, string text) when DateOnly.TryParseExact(text, "yyyy-MM-dd", out var date) => date.ToString("d MMM yyyy", CultureInfo.CurrentCulture),
            _ => Convert.ToString(stored, CultureInfo.CurrentCulture) ?? "",
        };
    }

    private static string Cut(string text)
    {
        text = text.ReplaceLineEndings(" ");
        return text.Length <= Longest ? text : text[..Longest] + "…";
    }
}
