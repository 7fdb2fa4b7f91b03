using System.Text;

namespace Trasa.Activities.Mail.Mime;

/// <summary>Charset labels as mail programs write them.</summary>
internal static class Charsets
{
    public static Encoding Utf8 { get; } = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    public static Encoding Windows1250 { get; } = CodePage(1250);

    public static Encoding Windows1251 { get; } = CodePage(1251);

    public static Encoding Windows1252 { get; } = CodePage(1252);

    public static Encoding Iso88592 { get; } = CodePage(28592);

    public static Encoding Koi8R { get; } = CodePage(20866);

    /// <summary>The encoding of a label, or null when nobody knows it. US-ASCII is <see cref="Encoding.ASCII"/>.</summary>
    public static Encoding? Find(string label)
    {
        var name = string.Concat(label.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();
        return name switch
        {
            "" => null,
            "utf8" or "unicode11utf8" or "cp65001" or "utf8mb4" => Utf8,
            "usascii" or "ascii" or "ansix341968" or "646" or "iso646us" => Encoding.ASCII,
            "utf16" or "utf16le" or "unicode" or "ucs2" => Encoding.Unicode,
            "utf16be" => Encoding.BigEndianUnicode,
            "utf32" or "utf32le" => Encoding.UTF32,
            "koi8r" or "koi8" or "cskoi8r" => Koi8R,
            "koi8u" or "koi8ru" => CodePage(21866),
            "latin1" or "l1" => Encoding.Latin1,
            "latin2" or "l2" => Iso88592,
            "latin9" => CodePage(28605),
            "latin10" => Iso885916.Instance,
            _ => Windows(name) ?? Iso8859(name) ?? Framework(label.Trim().Trim('"')),
        };
    }

    private static Encoding CodePage(int number) =>
        CodePagesEncodingProvider.Instance.GetEncoding(number) ?? Encoding.GetEncoding(number);

    private static Encoding? Windows(string name)
    {
        var digits = name.AsSpan();
        foreach (var prefix in (ReadOnlySpan<string>)["windows", "xcp", "win", "cp", "ms", "ibm"])
        {
            if (name.StartsWith(prefix, StringComparison.Ordinal))
            {
                digits = digits[prefix.Length..];
                break;
            }
        }
        return digits.Length < name.Length && int.TryParse(digits, out var page) && page is (>= 1250 and <= 1258) or 866 or 852 or 437
            ? CodePage(page)
            : null;
    }

    private static Encoding? Iso8859(string name)
    {
        var at = name.IndexOf("8859", StringComparison.Ordinal);
        if (at is not (0 or 2 or 3) || !int.TryParse(name.AsSpan(at + 4), out var part))
            return null;
        return part switch
        {
            1 => Encoding.Latin1,
            (>= 2 and <= 9) or 13 or 15 => CodePage(28590 + part),
            16 => Iso885916.Instance,
            _ => null,
        };
    }

    private static Encoding? Framework(string label)
    {
        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(label) ?? Encoding.GetEncoding(label);
        }
        catch (Exception unknown) when (unknown is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }
}
