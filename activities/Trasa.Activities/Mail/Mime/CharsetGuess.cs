using System.Buffers;
using System.Text;

namespace Trasa.Activities.Mail.Mime;

/// <summary>
/// Chooses a single-byte charset for bytes that came without a usable label: each candidate is tried, and the one whose
/// letters read like words of the languages served (en, ro, pl, ru, hu and their western neighbours) wins.
/// </summary>
internal static class CharsetGuess
{
    private const int SampleBytes = 16 * 1024;

    private static readonly SearchValues<char> Expected = SearchValues.Create(
        "éèêëàâäáçöüßóíúñôûïÉÀÁÖÜÓÇ" + "ăâîșțşţĂÂÎȘȚŞŢ" + "ąćęłńóśźżĄĆĘŁŃÓŚŹŻ" + "őűŐŰ"
        + "абвгдежзийклмнопрстуфхцчшщъыьэюяёАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯЁ");

    private static readonly SearchValues<char> Typography = SearchValues.Create("\u00A0„“”‘’‚«»‹›–—…€§©®°№·•");

    private static readonly Encoding[] Candidates =
        [Charsets.Windows1252, Charsets.Windows1250, Charsets.Iso88592, Charsets.Windows1251, Charsets.Koi8R];

    /// <param name="bytes">Text with 8-bit bytes that is not UTF-8.</param>
    /// <param name="language">What the message says about itself (Content-Language), e.g. "pl" or "ro-RO".</param>
    public static Encoding Of(ReadOnlySpan<byte> bytes, string? language)
    {
        var sample = bytes[..Math.Min(bytes.Length, SampleBytes)];
        var declared = Declared(language);
        return Candidates.MaxBy(Score(sample, declared))!;
    }

    /// <summary>Whether the label gives so much worse words than another charset that it must be wrong.</summary>
    public static bool Contradicts(ReadOnlySpan<byte> bytes, Encoding label, Encoding guess)
    {
        var sample = bytes[..Math.Min(bytes.Length, SampleBytes)];
        var high = 0;
        foreach (var value in sample)
            high += value >> 7;
        return Words(guess.GetString(sample)) - Words(label.GetString(sample)) >= Math.Max(3, 0.5 * high);
    }

    private static Func<Encoding, double> Score(ReadOnlySpan<byte> sample, Encoding? declared)
    {
        var copy = sample.ToArray();
        return candidate => Words(candidate.GetString(copy)) + (candidate == declared ? 1 : 0);
    }

    private static Encoding? Declared(string? language) => language?.Trim().ToLowerInvariant() switch
    {
        { Length: >= 2 } code when code[..2] is "ro" or "pl" or "hu" or "cs" or "sk" or "hr" or "sl" => Charsets.Windows1250,
        { Length: >= 2 } code when code[..2] is "ru" or "uk" or "bg" => Charsets.Windows1251,
        _ => null,
    };

    private static double Words(string text)
    {
        var score = 0.0;
        for (var i = 0; i < text.Length; i++)
        {
            var letter = text[i];
            if (letter < 0x80)
                continue;
            var before = i > 0 ? text[i - 1] : ' ';
            var after = i + 1 < text.Length ? text[i + 1] : ' ';
            score += char.IsLetter(letter) ? Letter(letter, before) : Sign(letter, before, after);
        }
        return score;
    }

    private static double Letter(char letter, char before)
    {
        var known = Expected.Contains(letter) ? 1 : -0.5;
        if (char.IsLower(letter))
            return known + 0.5;
        return char.IsLower(before) ? known - 2 : known;
    }

    private static double Sign(char sign, char before, char after)
    {
        if (char.IsControl(sign))
            return -3;
        if (char.IsLetter(before) && char.IsLetter(after))
            return -2;
        return Typography.Contains(sign) ? 0 : -1;
    }
}
