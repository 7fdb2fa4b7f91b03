using System.Globalization;
using System.Text;

namespace Trasa.Feel.Syntax;

/// <summary>The escapes of string literals. A backslash before any other character stays, so that patterns need no doubling.</summary>
internal static class StringEscapes
{
    /// <summary>Null when a Unicode escape is cut short.</summary>
    public static string? Decode(ReadOnlySpan<char> raw)
    {
        if (!raw.Contains('\\')) return raw.ToString();
        var text = new StringBuilder(raw.Length);
        for (var i = 0; i < raw.Length; i++)
        {
            if (raw[i] != '\\' || i + 1 == raw.Length)
            {
                text.Append(raw[i]);
                continue;
            }
            var escape = raw[++i];
            if (escape is 'u' or 'U')
            {
                var digits = escape == 'u' ? 4 : 6;
                if (!Append(text, raw[(i + 1)..], digits)) return null;
                i += digits;
            }
            else Append(text, escape);
        }
        return text.ToString();
    }

    private static void Append(StringBuilder text, char escape) => _ = escape switch
    {
        'n' => text.Append('\n'),
        'r' => text.Append('\r'),
        't' => text.Append('\t'),
        '"' or '\'' or '\\' => text.Append(escape),
        _ => text.Append('\\').Append(escape),
    };

    private static bool Append(StringBuilder text, ReadOnlySpan<char> rest, int digits)
    {
        if (rest.Length < digits || !int.TryParse(rest[..digits], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)) return false;
        // A surrogate may be written as its half; its other half follows.
        if (code <= 0xFFFF) text.Append((char)code);
        else if (code <= 0x10FFFF) text.Append(char.ConvertFromUtf32(code));
        else return false;
        return true;
    }
}
