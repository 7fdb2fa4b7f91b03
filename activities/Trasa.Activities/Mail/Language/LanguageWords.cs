using System.Globalization;
using System.Text;

namespace Trasa.Activities.Mail.Language;

/// <summary>The words of a text that say something about its language.</summary>
internal static class LanguageWords
{
    /// <summary>Lower case, without numbers, addresses and links.</summary>
    public static IReadOnlyList<string> Of(string text) =>
    [
        .. from token in text.Normalize(NormalizationForm.FormC).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
           where !token.Contains('@', StringComparison.Ordinal) && !token.Contains("://", StringComparison.Ordinal)
           from word in Letters(token.ToLowerInvariant())
           select word,
    ];

    /// <summary>Without diacritics: ș to s, ą to a, ł to l, ő to o.</summary>
    public static string Fold(string word)
    {
        var folded = new StringBuilder(word.Length);
        foreach (var letter in word.Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(letter) is not UnicodeCategory.NonSpacingMark)
                folded.Append(letter == 'ł' ? 'l' : letter);
        }
        return folded.ToString();
    }

    private static IEnumerable<string> Letters(string token)
    {
        var start = -1;
        for (var i = 0; i <= token.Length; i++)
        {
            if (i < token.Length && char.IsLetter(token[i]))
            {
                start = start < 0 ? i : start;
            }
            else if (start >= 0)
            {
                yield return token[start..i];
                start = -1;
            }
        }
    }
}
