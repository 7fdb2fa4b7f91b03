using System.Text;
using System.Text.Unicode;

namespace Trasa.Activities.Mail.Mime;

/// <summary>Bytes and what their sender called them, to text. Never fails; what had to be guessed is said.</summary>
internal static class TextDecoding
{
    internal readonly record struct Decoded(string Text, string? Defect);

    /// <param name="bytes">The bytes after any transfer encoding was removed.</param>
    /// <param name="label">The charset parameter, or null.</param>
    /// <param name="language">Content-Language, a hint for guessing.</param>
    public static Decoded Decode(ReadOnlySpan<byte> bytes, string? label, string? language = null)
    {
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
            return Unicode(bytes[3..], language);

        var encoding = string.IsNullOrWhiteSpace(label) ? null : Charsets.Find(label);
        if (encoding is UnicodeEncoding || (encoding is null && HasUtf16Mark(bytes)))
            return new(Utf16(bytes, encoding), null);
        if (encoding is { IsSingleByte: false } and not UTF8Encoding)
            return new(encoding.GetString(bytes), null);
        if (Ascii.IsValid(bytes))
            return new(Encoding.ASCII.GetString(bytes), null);
        if (encoding is UTF8Encoding)
            return Unicode(bytes, language);
        return Labelled(bytes, label, encoding, language);
    }

    private static Decoded Labelled(ReadOnlySpan<byte> bytes, string? label, Encoding? encoding, string? language)
    {
        var said = encoding is null && !string.IsNullOrWhiteSpace(label) ? $"unknown charset '{label}'" : label ?? "8-bit text without charset";
        if (Utf8.IsValid(bytes))
            return new(Charsets.Utf8.GetString(bytes), $"{said}: read as utf-8");
        if (encoding is null or ASCIIEncoding)
            return Guessed(bytes, said, language);
        if (encoding.WebName is "iso-8859-1" or "windows-1252" or "iso-8859-15")
        {
            var guess = CharsetGuess.Of(bytes, language);
            if (guess != Charsets.Windows1252 && CharsetGuess.Contradicts(bytes, Charsets.Windows1252, guess))
                return new(guess.GetString(bytes), $"{said}: read as {guess.WebName}");
        }
        var real = bytes.ContainsAnyInRange<byte>(0x80, 0x9F) ? WindowsTwin(encoding) : encoding;
        return new(real.GetString(bytes), real == encoding ? null : $"{said}: read as {real.WebName}");
    }

    /// <summary>ISO 8859 has control characters at 0x80-0x9F; a mail that uses them was written on Windows.</summary>
    private static Encoding WindowsTwin(Encoding encoding) => encoding.WebName switch
    {
        "iso-8859-1" or "iso-8859-15" => Charsets.Windows1252,
        "iso-8859-2" or "iso-8859-16" => Charsets.Windows1250,
        "iso-8859-5" => Charsets.Windows1251,
        _ => encoding,
    };

    private static Decoded Unicode(ReadOnlySpan<byte> bytes, string? language)
    {
        if (Utf8.IsValid(bytes))
            return new(Charsets.Utf8.GetString(bytes), null);
        return MostlyUtf8(bytes)
            ? new(Charsets.Utf8.GetString(bytes), "utf-8 with damaged characters")
            : Guessed(bytes, "utf-8", language);
    }

    private static Decoded Guessed(ReadOnlySpan<byte> bytes, string said, string? language)
    {
        var guess = CharsetGuess.Of(bytes, language);
        return new(guess.GetString(bytes), $"{said}: read as {guess.WebName}");
    }

    /// <summary>A cut or damaged UTF-8 text still has more whole characters than broken ones.</summary>
    private static bool MostlyUtf8(ReadOnlySpan<byte> bytes)
    {
        int whole = 0, broken = 0;
        while (!bytes.IsEmpty)
        {
            var good = Rune.DecodeFromUtf8(bytes, out _, out var used) == System.Buffers.OperationStatus.Done;
            if (bytes[0] >= 0x80)
                _ = good ? whole++ : broken++;
            bytes = bytes[used..];
        }
        return whole > broken;
    }

    private static bool HasUtf16Mark(ReadOnlySpan<byte> bytes) =>
        bytes.Length >= 2 && ((bytes[0] == 0xFF && bytes[1] == 0xFE) || (bytes[0] == 0xFE && bytes[1] == 0xFF));

    private static string Utf16(ReadOnlySpan<byte> bytes, Encoding? label)
    {
        if (HasUtf16Mark(bytes))
            return (bytes[0] == 0xFF ? Encoding.Unicode : Encoding.BigEndianUnicode).GetString(bytes[2..]);
        int evenZeros = 0, oddZeros = 0;
        for (var i = 0; i + 1 < Math.Min(bytes.Length, 2048); i += 2)
        {
            evenZeros += bytes[i] == 0 ? 1 : 0;
            oddZeros += bytes[i + 1] == 0 ? 1 : 0;
        }
        if (evenZeros != oddZeros)
            return (evenZeros > oddZeros ? Encoding.BigEndianUnicode : Encoding.Unicode).GetString(bytes);
        return (label ?? Encoding.BigEndianUnicode).GetString(bytes);
    }
}
