using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using Trasa.Activities.Documents;
using Trasa.Activities.Documents.Pdf;

namespace Trasa.Activities.Tests.Documents;

public sealed partial class PdfWriterTests
{
    private const string Pangrams =
        "Pchnąć w tę łódź jeża lub ośm skrzyń fig. Muzicologă în bej vând whisky și tequila, preț fix. Árvíztűrő tükörfúrógép. "
        + "Съешь же ещё этих мягких французских булок, да выпей чаю. Žluťoučký kůň. 1 250,00 € – „quoted” № 7";

    private static readonly DateTimeOffset s_day = new(2026, 4, 24, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Text_of_all_languages_can_be_read_back()
    {
        var file = Write($"# Decizie\n\n{Pangrams}\n\n- first\n- second");

        var text = string.Join(' ', PagesOf(file)).Replace("•", "", StringComparison.Ordinal);

        Assert.Contains("Decizie", text, StringComparison.Ordinal);
        foreach (var word in Pangrams.Split(' ')) Assert.Contains(word, text, StringComparison.Ordinal);
        Assert.DoesNotContain('\uFFFD', text);
    }

    [Fact]
    public void Long_text_runs_over_pages_that_are_numbered()
    {
        var file = Write(string.Join("\n\n", Enumerable.Range(1, 120).Select(number => $"Paragraph {number} of a long letter.")));

        var pages = PagesOf(file);

        Assert.True(pages.Count > 2, $"{pages.Count} pages");
        Assert.Contains($"2 / {pages.Count}", pages[1], StringComparison.Ordinal);
        Assert.Contains("Paragraph 120", pages[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Page_break_begins_a_page() => Assert.Equal(2, PagesOf(Write("one\n{page}\ntwo")).Count);

    [Fact]
    public void Word_wider_than_the_page_is_broken_and_nothing_is_lost()
    {
        var word = new string('W', 400);

        Assert.Equal(400, PagesOf(Write(word)).SelectMany(page => page).Count(character => character == 'W'));
    }

    [Theory]
    [InlineData("a\u0000\u0007b", "ab")]
    [InlineData("t\u0327", "ţ")]
    [InlineData("(\\) Tj ET", "(\\) Tj ET")]
    [InlineData("漢", "\uFFFD")]
    public void Text_stays_text(string written, string shown) => Assert.Contains(shown, PagesOf(Write(written))[0], StringComparison.Ordinal);

    [Fact]
    public void Same_document_gives_the_same_bytes() => Assert.Equal(Write(Pangrams), Write(Pangrams));

    [Fact]
    public void Empty_document_is_one_page() => Assert.Single(PagesOf(Write("")));

    [Fact]
    public void Table_of_objects_leads_to_each_of_them()
    {
        var file = Encoding.Latin1.GetString(Write(Pangrams));
        var table = file.LastIndexOf("\nxref\n", StringComparison.Ordinal) + 1;

        Assert.EndsWith($"startxref\n{table}\n%%EOF\n", file, StringComparison.Ordinal);
        var places = Place().Matches(file[table..]).Select(match => int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture)).ToList();
        Assert.All(places.Index(), entry => Assert.StartsWith($"{entry.Index + 1} 0 obj\n", file[entry.Item..], StringComparison.Ordinal));
    }

    private static byte[] Write(string text) => new PdfWriter().Write(new("Answer to your claim", "ro", s_day, DocumentText.Parse(text)));

    /// <summary>The text of every page, read as a reader does: glyphs through the maps of the two fonts.</summary>
    private static List<string> PagesOf(byte[] file)
    {
        var streams = Streams(file);
        var maps = streams.Where(stream => stream.Contains("begincmap", StringComparison.Ordinal))
            .Select(map => Entry().Matches(map).ToDictionary(entry => entry.Groups[1].Value, entry => (char)int.Parse(entry.Groups[2].ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture)))
            .ToList();
        return [.. streams.Where(stream => stream.StartsWith("BT ", StringComparison.Ordinal)).Select(page => string.Join(' ', Shown().Matches(page).Select(shown =>
            string.Concat(shown.Groups["glyphs"].Value.Chunk(4).Select(glyph => maps[shown.Groups["font"].Value == "R" ? 0 : 1][new(glyph)])))))];
    }

    private static List<string> Streams(byte[] file)
    {
        var text = Encoding.Latin1.GetString(file);
        return [.. Stream().Matches(text).Select(head =>
        {
            using var unpacked = new ZLibStream(new MemoryStream(file, head.Index + head.Length, int.Parse(head.Groups[1].ValueSpan, CultureInfo.InvariantCulture)), CompressionMode.Decompress);
            using var reader = new StreamReader(unpacked, Encoding.Latin1);
            return reader.ReadToEnd();
        })];
    }

    [GeneratedRegex(@"<< /Length (\d+) /Filter /FlateDecode [^\n]*>>\nstream\n")]
    private static partial Regex Stream();

    [GeneratedRegex(@"/(?<font>[RB]) [\d.]+ Tf [\d.]+ [\d.]+ Td <(?<glyphs>[0-9A-F]*)> Tj")]
    private static partial Regex Shown();

    [GeneratedRegex("<([0-9A-F]{4})> <([0-9A-F]{4})>\n")]
    private static partial Regex Entry();

    [GeneratedRegex(@"(\d{10}) 00000 n")]
    private static partial Regex Place();
}
