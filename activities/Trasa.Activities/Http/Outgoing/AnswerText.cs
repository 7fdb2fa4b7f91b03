using System.Net.Http.Headers;
using System.Text;

namespace Trasa.Activities.Http.Outgoing;

/// <summary>The bytes of an answer as the text that a workflow can keep.</summary>
internal static class AnswerText
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static (string Text, bool IsBinary) Of(byte[] bytes, MediaTypeHeaderValue? type)
    {
        try
        {
            var text = Charset(type?.CharSet).GetString(bytes);
            // PostgreSQL keeps no NUL in a text, and no text has one.
            if (!text.Contains('\0', StringComparison.Ordinal)) return (text, false);
        }
        catch (DecoderFallbackException)
        {
            // No text in that character set: kept as it is.
        }

        return (Convert.ToBase64String(bytes), true);
    }

    private static Encoding Charset(string? name)
    {
        if (string.IsNullOrWhiteSpace(name)) return Strict;
        try
        {
            return Encoding.GetEncoding(name.Trim('"'), EncoderFallback.ReplacementFallback, DecoderFallback.ReplacementFallback);
        }
        catch (ArgumentException)
        {
            return Strict;
        }
    }
}
