using System.Buffers;

namespace Trasa.Activities.Mail.Language;

/// <summary>
/// Guesses between the five languages of the product from word beginnings, letter triples and frequent words. Diacritics
/// are folded first, because many people write mail without them; where they are there, they count as extra evidence.
/// </summary>
/// <remarks>Thread-safe. Looks at the first 4000 characters only.</remarks>
public static class LanguageGuesser
{
    private const int Sample = 4000;

    /// <summary>Below this share of letter triples known to the best language, the text is in none of the five.</summary>
    private const double LeastFamiliar = 0.45;

    private const double LeastConfident = 0.6;

    /// <summary>"ok" is a word of every language: less than this says nothing.</summary>
    private const int LeastWords = 3;
    private const int LeastLetters = 15;

    private static readonly LanguageProfile[] Profiles = [.. new[] { "en", "ro", "pl", "ru", "hu" }.Select(LanguageProfile.Load)];

    /// <summary>Letters of neighbouring languages that none of the five has.</summary>
    private static readonly SearchValues<char> ForeignLetters = SearchValues.Create("іїєґўђћџљњјѓќ");

    public static LanguageGuess Guess(string text)
    {
        var words = LanguageWords.Of(text.Length > Sample ? text[..Sample] : text);
        if (words.Count < LeastWords || words.Sum(word => word.Length) < LeastLetters || words.Count(word => word.AsSpan().ContainsAny(ForeignLetters)) * 10 > words.Count)
            return LanguageGuess.Unknown;

        var scores = Profiles.Select(profile => profile.Score(words)).ToArray();
        var best = Array.IndexOf(scores, scores.Max());
        var confidence = 1 / scores.Sum(score => Math.Exp(score - scores[best]));
        return confidence < LeastConfident || Profiles[best].Familiar(words) < LeastFamiliar
            ? LanguageGuess.Unknown
            : new LanguageGuess(Profiles[best].Code, Math.Round(confidence, 3));
    }
}
