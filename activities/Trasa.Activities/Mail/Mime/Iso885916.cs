using System.Text;

namespace Trasa.Activities.Mail.Mime;

/// <summary>ISO-8859-16, the one of the series with the Romanian comma letters; the framework's code pages leave it out.</summary>
internal sealed class Iso885916 : Encoding
{
    private const string Upper =
        "\u00A0ĄąŁ€„Š§š©Ș«Ź\u00ADźŻ" +
        "°±ČłŽ”¶·žčș»ŒœŸż" +
        "ÀÁÂĂÄĆÆÇÈÉÊËÌÍÎÏ" +
        "ĐŃÒÓÔŐÖŚŰÙÚÛÜĘȚß" +
        "àáâăäćæçèéêëìíîï" +
        "đńòóôőöśűùúûüęțÿ";

    public static Iso885916 Instance { get; } = new();

    public override string WebName => "iso-8859-16";

    public override bool IsSingleByte => true;

    public override int GetByteCount(char[] chars, int index, int count) => count;

    public override int GetBytes(char[] chars, int charIndex, int charCount, byte[] bytes, int byteIndex)
    {
        for (var i = 0; i < charCount; i++)
            bytes[byteIndex + i] = ToByte(chars[charIndex + i]);
        return charCount;
    }

    public override int GetCharCount(byte[] bytes, int index, int count) => count;

    public override int GetChars(byte[] bytes, int byteIndex, int byteCount, char[] chars, int charIndex)
    {
        for (var i = 0; i < byteCount; i++)
        {
            var value = bytes[byteIndex + i];
            chars[charIndex + i] = value < 0xA0 ? (char)value : Upper[value - 0xA0];
        }
        return byteCount;
    }

    public override int GetMaxByteCount(int charCount) => charCount;

    public override int GetMaxCharCount(int byteCount) => byteCount;

    private static byte ToByte(char letter)
    {
        if (letter < 0xA0)
            return (byte)letter;
        var place = Upper.IndexOf(letter, StringComparison.Ordinal);
        return place < 0 ? (byte)'?' : (byte)(0xA0 + place);
    }
}
