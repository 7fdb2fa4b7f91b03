using System.Text;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;

namespace Trasa.Crm.Mailings;

/// <summary>
/// The text of a mailing as it was written, taken apart at its links: an address as it stands, or <c>[words](address)</c>.
/// What is read as plain text and what is read as HTML follow from it, with the addresses that the caller gives to the links.
/// </summary>
internal sealed partial class TrackedText
{
    private readonly List<Piece> _pieces = [];

    private TrackedText()
    {
    }

    /// <summary>Where the links lead, in their order; the same address twice is one link.</summary>
    public List<string> Links { get; } = [];

    public static TrackedText Read(string text)
    {
        var read = new TrackedText();
        var at = 0;
        foreach (Match match in Link().Matches(text))
        {
            read._pieces.Add(new(text[at..match.Index], null));
            at = match.Index + match.Length;
            var words = match.Groups["words"].Value;
            var address = match.Groups["target"].Success ? match.Groups["target"].Value : match.Value.TrimEnd('.', ',', ';', ':', '!', '?');
            if (!match.Groups["target"].Success) at = match.Index + address.Length;
            if (!read.Links.Contains(address)) read.Links.Add(address);
            read._pieces.Add(new(words.Length == 0 ? address : words, read.Links.IndexOf(address)));
        }

        read._pieces.Add(new(text[at..], null));
        return read;
    }

    /// <param name="addresses">Where each link leads now.</param>
    public string Plain(IReadOnlyList<string> addresses)
    {
        var text = new StringBuilder();
        foreach (var (words, link) in _pieces)
            text.Append(link is not { } index ? words : words == Links[index] ? addresses[index] : $"{words}: {addresses[index]}");
        return text.ToString();
    }

    /// <param name="addresses">Where each link leads now.</param>
    /// <param name="foot">HTML that stands at the end.</param>
    public string Html(IReadOnlyList<string> addresses, string foot)
    {
        var html = new StringBuilder();
        foreach (var (words, link) in _pieces)
            html.Append(link is { } index ? $"""<a href="{Encode(addresses[index])}">{Encode(words)}</a>""" : Paragraphs(words));
        return $"<!DOCTYPE html><html><body style=\"font-family:sans-serif;font-size:15px;line-height:1.5\"><p>{html}</p>{foot}</body></html>";
    }

    private static string Paragraphs(string text) => string.Join("</p><p>", text.ReplaceLineEndings("\n").Split("\n\n").Select(part => Encode(part).Replace("&#xA;", "<br>", StringComparison.Ordinal)));

    private static string Encode(string text) => HtmlEncoder.Default.Encode(text);

    [GeneratedRegex("""\[(?<words>[^\]\r\n]{1,200})\]\((?<target>https?://[^\s)]{1,2000})\)|https?://[^\s<>"')\]]{1,2000}""")]
    private static partial Regex Link();

    private readonly record struct Piece(string Words, int? Link);
}
