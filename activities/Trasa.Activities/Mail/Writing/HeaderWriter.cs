using System.Globalization;
using System.Text;
using Trasa.Activities.Mail.Mime;

namespace Trasa.Activities.Mail.Writing;

/// <summary>
/// Writes header fields of at most 78 characters a line. Nothing that a value holds can start a new field: line breaks and
/// other control characters become spaces.
/// </summary>
internal sealed class HeaderWriter(StringBuilder output)
{
    private const int LineLength = 78;

    /// <summary>UTF-8 bytes in one encoded word, which may have 75 characters (RFC 2047, section 2).</summary>
    private const int WordBytes = 42;

    /// <summary>A quoted name cannot be folded, an encoded one can.</summary>
    private const int LongestPhrase = 50;

    private static readonly IdnMapping Idn = new();

    public void Text(string name, string value) => Fold(name, NeedsEncoding(Clean(value)) ? EncodedWords(Clean(value)) : Clean(value).Split(' '));

    public void Addresses(string name, IReadOnlyList<MailAddress> addresses)
    {
        if (addresses.Count > 0)
            Fold(name, [.. addresses.Select((address, i) => Written(address) + (i < addresses.Count - 1 ? "," : ""))]);
    }

    public void Ids(string name, IEnumerable<string> ids)
    {
        string[] written = [.. ids.Select(id => $"<{Bare(id)}>")];
        if (written.Length > 0)
            Fold(name, written);
    }

    public void Date(DateTimeOffset date) =>
        Fold("Date", [date.ToString("ddd, dd MMM yyyy HH:mm:ss ", CultureInfo.InvariantCulture) + date.ToString("zzz", CultureInfo.InvariantCulture).Replace(":", "", StringComparison.Ordinal)]);

    /// <summary>A value with a parameter that may hold any letters (RFC 2231, sections 3 and 4).</summary>
    public void Parameter(string name, string value, string parameter, string text)
    {
        var clean = Clean(text);
        if (!NeedsEncoding(clean) && clean.Length <= 60)
        {
            Fold(name, [$"{value};", $"{parameter}={Quoted(clean)}"]);
            return;
        }
        var segments = Split(clean, 15).Select((part, i) => $"{parameter}*{i}*={(i == 0 ? "utf-8''" : "")}{Uri.EscapeDataString(part)};").ToList();
        segments[^1] = segments[^1].TrimEnd(';');
        Fold(name, [$"{value};", .. segments]);
    }

    /// <summary>The address as it goes on the wire: an international domain as ASCII, nothing that could end it early.</summary>
    public static string WireAddress(MailAddress address)
    {
        var bare = Bare(address.Address);
        var at = bare.LastIndexOf('@');
        if (at < 0 || Ascii.IsValid(bare.AsSpan(at)))
            return bare;
        try
        {
            return bare[..(at + 1)] + Idn.GetAscii(bare[(at + 1)..]);
        }
        catch (ArgumentException)
        {
            // Not a domain name at all; the mail server will say so.
            return bare;
        }
    }

    private static string Written(MailAddress address)
    {
        var name = Clean(address.Name).Trim();
        if (name.Length == 0)
            return WireAddress(address);
        var phrase = NeedsEncoding(name) || name.Length > LongestPhrase ? string.Join("\r\n ", EncodedWords(name)) : Quoted(name);
        return $"{phrase} <{WireAddress(address)}>";
    }

    private void Fold(string name, IReadOnlyList<string> words)
    {
        output.Append(name).Append(':');
        var column = name.Length + 1;
        foreach (var word in words)
        {
            var folds = column + 1 + word.Length > LineLength && column > name.Length + 1 && word.Length > 0;
            output.Append(folds ? "\r\n " : " ").Append(word);
            column = (folds ? 0 : column) + 1 + word.Length;
        }
        output.Append("\r\n");
    }

    private static string[] EncodedWords(string text) =>
        [.. Split(text, WordBytes).Select(part => $"=?utf-8?B?{Convert.ToBase64String(Encoding.UTF8.GetBytes(part))}?=")];

    /// <summary>Pieces of at most so many UTF-8 bytes, never cut within a letter.</summary>
    private static IEnumerable<string> Split(string text, int bytes)
    {
        var piece = new StringBuilder();
        var size = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (size + rune.Utf8SequenceLength > bytes)
            {
                yield return piece.ToString();
                piece.Clear();
                size = 0;
            }
            piece.Append(rune);
            size += rune.Utf8SequenceLength;
        }
        yield return piece.ToString();
    }

    private static bool NeedsEncoding(string text) =>
        !Ascii.IsValid(text) || text.Contains("=?", StringComparison.Ordinal) || text.Split(' ').Any(word => word.Length > 900);

    private static string Quoted(string text) =>
        $"\"{text.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    private static string Clean(string text) => string.Concat(text.Select(letter => char.IsControl(letter) ? ' ' : letter));

    private static string Bare(string text) =>
        string.Concat(text.Where(letter => !char.IsControl(letter) && !char.IsWhiteSpace(letter) && letter is not ('<' or '>' or ',' or ';')));
}
