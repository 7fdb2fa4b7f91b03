using System.Text;

namespace Trasa.Activities.Mail.Writing;

/// <summary>Text as quoted-printable UTF-8 (RFC 2045, section 6.7): lines of at most 76 characters, line ends CRLF.</summary>
internal static class QuotedPrintableWriter
{
    private const int LineLength = 76;

    public static void Write(StringBuilder output, string text)
    {
        var lines = text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            Line(output, Encoding.UTF8.GetBytes(lines[i]));
            output.Append("\r\n");
        }
    }

    private static void Line(StringBuilder output, byte[] line)
    {
        var column = 0;
        for (var i = 0; i < line.Length; i++)
        {
            var last = i == line.Length - 1;
            // A space at the end of a line would be lost on the way.
            var plain = line[i] is >= 33 and <= 126 and not (byte)'=' || (line[i] is (byte)' ' or (byte)'\t' && !last);
            var width = plain ? 1 : 3;
            if (column + width > LineLength - 1)
            {
                output.Append("=\r\n");
                column = 0;
            }
            if (plain)
                output.Append((char)line[i]);
            else
                output.Append('=').Append(Convert.ToHexString([line[i]]));
            column += width;
        }
    }
}
