using System.Globalization;
using System.Runtime.CompilerServices;
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

    // The lists of a table are constants, the same objects in every evaluation.
    private static readonly ConditionalWeakTable<object, string[]> FoldedPhrases = [];

    // The rows of a table ask about one text, one after the other.
    [ThreadStatic]
    private static (string Text, string Folded) _last;

    public static FeelFunctions AddTo(FeelFunctions functions) => functions.With(Signature, (_, arguments) =>
    {
        var phrases = arguments[1].List;
        var folded = FoldedPhrases.GetValue(phrases, _ => [.. phrases.Where(phrase => phrase.Kind == FeelKind.String).Select(phrase => Fold(phrase.Text)).Where(phrase => phrase.Length > 0).Select(phrase => $" {phrase}")]);
        var text = arguments[0].Text;
        if (!ReferenceEquals(_last.Text, text)) _last = (text, $" {Fold(text)}");
        var searched = _last.Folded;
        return FeelValue.Of(Array.Exists(folded, phrase => searched.Contains(phrase, StringComparison.Ordinal)));
    });

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
