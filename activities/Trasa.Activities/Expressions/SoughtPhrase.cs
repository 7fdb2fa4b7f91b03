using System.Globalization;
using System.Text;

namespace Trasa.Activities.Expressions;

/// <summary>One phrase of <c>mentions</c>.</summary>
/// <param name="Words">Folded, with a blank before, and one behind when the last word has to end there.</param>
/// <param name="KeepsMarks">Whether diacritics count.</param>
internal readonly record struct SoughtPhrase(string Words, bool KeepsMarks)
{
    public static SoughtPhrase[] Read(IEnumerable<string> phrases) => [.. phrases.Select(One).OfType<SoughtPhrase>()];

    /// <summary>Null when nothing is left to look for.</summary>
    private static SoughtPhrase? One(string phrase)
    {
        var keepsMarks = phrase.StartsWith('=');
        var words = SearchedText.Fold(phrase, keepsMarks);
        return words.Length == 0 ? null : new($" {words}{(phrase.EndsWith('$') ? " " : "")}", keepsMarks);
    }
}

/// <summary>A text that is searched for many phrases.</summary>
internal sealed class SearchedText(string text)
{
    private string? _plain, _marked;

    public string Text => text;

    public bool Holds(SoughtPhrase phrase)
    {
        var searched = phrase.KeepsMarks ? (_marked ??= $" {Fold(text, keepMarks: true)} ") : (_plain ??= $" {Fold(text, keepMarks: false)} ");
        return searched.Contains(phrase.Words, StringComparison.Ordinal);
    }

    /// <summary>Lower case, without diacritics unless they count; everything but letters, digits and apostrophes becomes one blank.</summary>
    public static string Fold(string text, bool keepMarks)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var letter in text.Normalize(keepMarks ? NormalizationForm.FormC : NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(letter) == UnicodeCategory.NonSpacingMark) continue;
            if (char.IsLetterOrDigit(letter) || letter is '\'') folded.Append(keepMarks ? Comma(char.ToLowerInvariant(letter)) : Plain(char.ToLowerInvariant(letter)));
            else if (letter is '’') folded.Append('\'');
            else if (folded.Length > 0 && folded[^1] != ' ') folded.Append(' ');
        }

        return folded.ToString().Trim();
    }

    /// <summary>Letters whose stroke is no combining mark.</summary>
    private static char Plain(char letter) => letter switch
    {
        'ł' => 'l',
        'đ' => 'd',
        'ø' => 'o',
        'ё' => 'е',
        _ => letter,
    };

    /// <summary>Older Romanian text has the cedilla where the comma belongs.</summary>
    private static char Comma(char letter) => letter switch
    {
        'ş' => 'ș',
        'ţ' => 'ț',
        _ => letter,
    };
}
