using System.Globalization;
using System.Text;
using Trasa.Crm.Metadata;

namespace Trasa.Crm.Records;

/// <summary>
/// Text made comparable for searching: lower case, without diacritics, so that <c>ionescu</c> finds Ionescu and
/// <c>lodz</c> finds Łódź.
/// </summary>
public static class SearchText
{
    private const int Limit = 20_000;

    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var character in text.Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(character) == UnicodeCategory.NonSpacingMark) continue;
            var lower = char.ToLowerInvariant(character);
            _ = lower switch
            {
                'ł' => folded.Append('l'),
                'đ' => folded.Append('d'),
                'ø' => folded.Append('o'),
                'ı' => folded.Append('i'),
                'ß' => folded.Append("ss"),
                'æ' => folded.Append("ae"),
                'œ' => folded.Append("oe"),
                _ => folded.Append(lower),
            };
        }

        return folded.ToString();
    }

    internal static string Of(RecordType type, IReadOnlyDictionary<string, object?> values)
    {
        var text = new StringBuilder();
        foreach (var name in type.SearchFields)
        {
            if (type[name].Target is not null || values.GetValueOrDefault(name) is not { } value) continue;
            if (text.Length > 0) text.Append(' ');
            text.Append(value is IReadOnlyList<object?> list ? string.Join(' ', list) : System.Convert.ToString(value, CultureInfo.InvariantCulture));
        }

        if (text.Length > Limit) text.Length = Limit;
        return Fold(text.ToString());
    }

    /// <summary>The words of a search, folded; more than eight are not looked for.</summary>
    internal static IEnumerable<string> Words(string? search) =>
        string.IsNullOrWhiteSpace(search) ? [] : Fold(search).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Take(8);

    /// <summary>For <c>like</c> with <c>escape '\'</c>.</summary>
    internal static string Escape(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal);
}
