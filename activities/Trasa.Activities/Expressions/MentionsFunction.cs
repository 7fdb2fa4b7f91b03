using System.Globalization;
using System.Text;
using Trasa.Feel.Functions;
using Trasa.Feel.Values;

namespace Trasa.Activities.Expressions;

/// <summary>
/// <c>mentions(text, phrases)</c>: whether the text holds one of the phrases. Case and diacritics do not count, and a
/// phrase is found where a word begins, so that <c>factur</c> finds <c>Facturi</c> but <c>down</c> does not find
/// <c>rundown</c>. White space in the text counts as one blank.
/// </summary>
public static class MentionsFunction
{
    public const string Signature = "mentions(text: string, phrases: list): boolean";

    public static FeelFunctions AddTo(FeelFunctions functions) => functions.With(Signature, (_, arguments) =>
        FeelValue.Of(Holds(arguments[0].Text, arguments[1].List.Where(phrase => phrase.Kind == FeelKind.String).Select(phrase => phrase.Text))));

    /// <summary>The test itself.</summary>
    public static bool Holds(string text, IEnumerable<string> phrases)
    {
        var folded = $" {Fold(text)}";
        return phrases.Any(phrase => Fold(phrase) is { Length: > 0 } wanted && folded.Contains($" {wanted}", StringComparison.Ordinal));
    }

    /// <summary>Lower case without diacritics; everything but letters, digits, apostrophes and hyphens inside words becomes one blank.</summary>
    private static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var letter in text.Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(letter) == UnicodeCategory.NonSpacingMark) continue;
            if (char.IsLetterOrDigit(letter) || letter is '\'') folded.Append(Plain(char.ToLowerInvariant(letter)));
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
}
