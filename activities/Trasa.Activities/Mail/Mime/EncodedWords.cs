using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;

namespace Trasa.Activities.Mail.Mime;

/// <summary>
/// Encoded words in header text (RFC 2047). Neighbours of one charset are joined as bytes before they are decoded,
/// because mailers split them in the middle of a letter.
/// </summary>
internal static partial class EncodedWords
{
    /// <param name="raw">Unfolded header text, one character per byte (Latin-1).</param>
    /// <param name="defect">What was wrong, or null.</param>
    public static string Decode(string raw, out string? defect)
    {
        defect = null;
        if (!raw.Contains("=?", StringComparison.Ordinal))
            return Clean(Plain(raw, ref defect));

        var text = new StringBuilder();
        var run = new Run();
        var end = 0;
        foreach (var word in Word().EnumerateMatches(raw))
        {
            var between = raw.AsSpan(end, word.Index - end);
            if (!between.IsWhiteSpace() || end == 0)
            {
                run.FlushTo(text, ref defect);
                text.Append(Plain(between.ToString(), ref defect));
            }
            run.Add(raw.AsSpan(word.Index + 2, word.Length - 4), text, ref defect);
            end = word.Index + word.Length;
        }
        run.FlushTo(text, ref defect);
        text.Append(Plain(raw[end..], ref defect));
        return Clean(text.ToString());
    }

    /// <summary>Header text outside encoded words: ASCII by the standard, but 8-bit bytes are common.</summary>
    private static string Plain(string raw, ref string? defect)
    {
        if (Ascii.IsValid(raw))
            return raw;
        var decoded = TextDecoding.Decode(Encoding.Latin1.GetBytes(raw), label: null);
        defect ??= decoded.Defect;
        return decoded.Text;
    }

    private static string Clean(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\0', '\x1F') && !text.Contains('\x7F'))
            return text;
        return string.Create(text.Length, text, static (span, from) =>
        {
            for (var i = 0; i < span.Length; i++)
                span[i] = char.IsControl(from[i]) ? ' ' : from[i];
        });
    }

    // Spaces inside a word are against the rules and seen all the time; "?" ends the charset and the encoding.
    [GeneratedRegex(@"=\?[^?\s]{1,60}\?[bBqQ]\?[^?]*\?=", RegexOptions.CultureInvariant)]
    private static partial Regex Word();

    /// <summary>Encoded words that follow each other in one charset.</summary>
    private sealed class Run
    {
        private readonly ArrayBufferWriter<byte> _bytes = new();
        private string? _charset;

        // The word comes without its delimiters: charset?encoding?text
        public void Add(ReadOnlySpan<char> word, StringBuilder text, ref string? defect)
        {
            var first = word.IndexOf('?');
            // RFC 2231 adds a language to the charset: utf-8*en.
            var charset = word[..first].ToString().Split('*')[0];
            if (!string.Equals(charset, _charset, StringComparison.OrdinalIgnoreCase))
                FlushTo(text, ref defect);
            _charset = charset;
            var payload = Encoding.Latin1.GetBytes(word[(first + 3)..].ToString());
            string? wrong;
            _bytes.Write(word[first + 1] is 'b' or 'B' ? TransferEncodings.Base64(payload, out wrong) : Q(payload, out wrong));
            defect ??= wrong;
        }

        public void FlushTo(StringBuilder text, ref string? defect)
        {
            if (_charset is null)
                return;
            var decoded = TextDecoding.Decode(_bytes.WrittenSpan, _charset);
            text.Append(decoded.Text);
            defect ??= decoded.Defect;
            _bytes.ResetWrittenCount();
            _charset = null;
        }

        private static byte[] Q(byte[] payload, out string? defect)
        {
            defect = null;
            var output = new ArrayBufferWriter<byte>(payload.Length + 1);
            for (var i = 0; i < payload.Length; i++)
            {
                var value = payload[i] == '=' ? TransferEncodings.Hex(payload, i + 1) : -1;
                if (value >= 0)
                    i += 2;
                else if (payload[i] == '=')
                    defect = "'=' without two hex digits in an encoded word";
                var letter = value >= 0 ? (byte)value : payload[i] == '_' ? (byte)' ' : payload[i];
                output.Write([letter]);
            }
            return output.WrittenSpan.ToArray();
        }
    }
}
