using System.Buffers;
using System.Globalization;

namespace Trasa.Activities.Mail.Mime;

/// <summary>Content-Transfer-Encoding (RFC 2045, section 6), tolerant of damage on the way.</summary>
internal static class TransferEncodings
{
    public static byte[] Decode(ReadOnlySpan<byte> body, string encoding, out string? defect)
    {
        defect = null;
        switch (encoding)
        {
            case "base64":
                return Base64(body, out defect);
            case "quoted-printable":
                return QuotedPrintable(body, out defect);
            case "" or "7bit" or "8bit" or "binary":
                return body.ToArray();
            default:
                defect = $"unknown transfer encoding '{encoding}': body kept as it came";
                return body.ToArray();
        }
    }

    /// <summary>Letters outside the alphabet are skipped; padding in the middle starts a new run, as glued bodies have it.</summary>
    public static byte[] Base64(ReadOnlySpan<byte> text, out string? defect)
    {
        var output = new ArrayBufferWriter<byte>(Math.Max(16, text.Length / 4 * 3));
        int bits = 0, held = 0, strange = 0;
        foreach (var letter in text)
        {
            var value = Base64Value(letter);
            if (value >= 0)
            {
                bits = (bits << 6) | value;
                if (++held < 4)
                    continue;
                Put(output, bits >> 16, bits >> 8, bits);
            }
            else if (letter == '=')
            {
                Flush(output, bits, held);
            }
            else
            {
                strange += letter is (byte)'\r' or (byte)'\n' or (byte)' ' or (byte)'\t' ? 0 : 1;
                continue;
            }
            bits = held = 0;
        }
        Flush(output, bits, held);
        defect = strange > 0 ? $"{strange} letters that are not base64 skipped" : held == 1 ? "base64 is cut" : null;
        return output.WrittenSpan.ToArray();
    }

    public static byte[] QuotedPrintable(ReadOnlySpan<byte> text, out string? defect)
    {
        var output = new ArrayBufferWriter<byte>(Math.Max(16, text.Length));
        var broken = 0;
        while (!text.IsEmpty)
        {
            var end = text.IndexOf((byte)'\n');
            var line = end < 0 ? text : text[..end];
            text = end < 0 ? [] : text[(end + 1)..];
            var carriage = line.EndsWith("\r"u8);
            // White space before a line end was added on the way (RFC 2045, 6.7, rule 3).
            line = line.TrimEnd(" \t\r"u8);
            var soft = line.EndsWith("="u8);
            broken += Line(output, soft ? line[..^1] : line);
            if (!soft && end >= 0)
                output.Write(carriage ? "\r\n"u8 : "\n"u8);
        }
        defect = broken > 0 ? $"{broken} '=' without two hex digits kept as they are" : null;
        return output.WrittenSpan.ToArray();
    }

    private static int Line(ArrayBufferWriter<byte> output, ReadOnlySpan<byte> line)
    {
        var broken = 0;
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] != '=')
            {
                Put(output, line[i]);
            }
            else if (Hex(line, i + 1) is var value and >= 0)
            {
                Put(output, value);
                i += 2;
            }
            else
            {
                Put(output, '=');
                broken++;
            }
        }
        return broken;
    }

    /// <summary>The byte that two hex digits at a place stand for, or -1.</summary>
    public static int Hex(ReadOnlySpan<byte> text, int at) =>
        at + 1 < text.Length && byte.TryParse(text.Slice(at, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)
            ? value
            : -1;

    private static void Flush(ArrayBufferWriter<byte> output, int bits, int held)
    {
        if (held == 2)
            Put(output, bits >> 4);
        else if (held == 3)
            Put(output, bits >> 10, bits >> 2);
    }

    private static void Put(ArrayBufferWriter<byte> output, params ReadOnlySpan<int> values)
    {
        var span = output.GetSpan(values.Length);
        for (var i = 0; i < values.Length; i++)
            span[i] = (byte)values[i];
        output.Advance(values.Length);
    }

    private static int Base64Value(byte letter) => letter switch
    {
        >= (byte)'A' and <= (byte)'Z' => letter - 'A',
        >= (byte)'a' and <= (byte)'z' => letter - 'a' + 26,
        >= (byte)'0' and <= (byte)'9' => letter - '0' + 52,
        (byte)'+' or (byte)'-' => 62,
        (byte)'/' or (byte)'_' => 63,
        _ => -1,
    };
}
