using System.Globalization;
using System.Reflection;
using System.Text;

namespace Trasa.Activities.Documents.Pdf;

/// <summary>A font embedded in one file. Text is written as glyph numbers; a map back to characters lets readers copy and search it.</summary>
internal sealed class PdfFont(string name, TrueTypeFont font)
{
    /// <summary>Of bfchar entries in one section (Adobe technical note 5014).</summary>
    private const int MostEntries = 100;

    private readonly SortedDictionary<int, char> _used = [];

    public static TrueTypeFont Regular { get; } = Load("DejaVuSans");

    public static TrueTypeFont Bold { get; } = Load("DejaVuSans-Bold");

    /// <summary>The width in points.</summary>
    public double Measure(string text, double size) => text.Sum(character => font.Width(font.Glyph(character))) * size / 1000;

    /// <summary>The text as a string of glyphs.</summary>
    public string Encode(string text)
    {
        var glyphs = new StringBuilder("<", (text.Length * 4) + 2);
        foreach (var character in text)
        {
            var glyph = font.Glyph(character);
            _used.TryAdd(glyph, glyph == font.Glyph(TrueTypeFont.Replacement) ? TrueTypeFont.Replacement : character);
            glyphs.Append(glyph.ToString("X4", CultureInfo.InvariantCulture));
        }

        return glyphs.Append('>').ToString();
    }

    /// <summary>Writes the font into the file after all text was encoded. Returns its object.</summary>
    public int Write(PdfFile file)
    {
        var data = file.AddStream(font.Data.Span, Invariant($"/Length1 {font.Data.Length} "));
        var descriptor = file.Add(Invariant($"<< /Type /FontDescriptor /FontName /{name} /Flags 4 /FontBBox [{string.Join(' ', font.Box)}] /ItalicAngle 0 /Ascent {font.Ascent} /Descent {font.Descent} /CapHeight {font.Ascent} /StemV 80 /FontFile2 {data} 0 R >>"));
        var widths = string.Join(' ', _used.Keys.Select(glyph => Invariant($"{glyph} [{font.Width(glyph)}]")));
        var glyphs = file.Add(Invariant($"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /{name} /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor {descriptor} 0 R /CIDToGIDMap /Identity /DW 600 /W [{widths}] >>"));
        var characters = file.AddStream(Encoding.ASCII.GetBytes(ToUnicode()));
        return file.Add(Invariant($"<< /Type /Font /Subtype /Type0 /BaseFont /{name} /Encoding /Identity-H /DescendantFonts [{glyphs} 0 R] /ToUnicode {characters} 0 R >>"));
    }

    private string ToUnicode()
    {
        var map = new StringBuilder(
            """
            /CIDInit /ProcSet findresource begin
            12 dict begin
            begincmap
            /CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
            /CMapName /Adobe-Identity-UCS def
            /CMapType 2 def
            1 begincodespacerange
            <0000> <FFFF>
            endcodespacerange

            """);
        foreach (var section in _used.Chunk(MostEntries))
        {
            map.Append(CultureInfo.InvariantCulture, $"{section.Length} beginbfchar\n");
            foreach (var (glyph, character) in section) map.Append(CultureInfo.InvariantCulture, $"<{glyph:X4}> <{(int)character:X4}>\n");
            map.Append("endbfchar\n");
        }

        return map.Append("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n").ToString();
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);

    private static TrueTypeFont Load(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"Documents.Fonts.{name}.ttf")
            ?? throw new InvalidOperationException($"The font {name} is not embedded in this assembly.");
        var data = new byte[stream.Length];
        stream.ReadExactly(data);
        return new(data);
    }
}
