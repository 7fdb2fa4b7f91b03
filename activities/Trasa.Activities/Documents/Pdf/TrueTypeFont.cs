using System.Buffers.Binary;

namespace Trasa.Activities.Documents.Pdf;

/// <summary>
/// What setting and embedding text needs of a TrueType font (ISO/IEC 14496-22): which glyph a character has and how wide
/// it is. Characters beyond the basic plane have none.
/// </summary>
internal sealed class TrueTypeFont
{
    /// <summary>What is shown in the place of a character that the font has not.</summary>
    public const char Replacement = '\uFFFD';

    private readonly byte[] _data;
    private readonly int _horizontalMetrics;
    private readonly int _metricsCount;
    private readonly int _characterMap;
    private readonly double _unitsPerEm;

    public TrueTypeFont(byte[] data)
    {
        _data = data;
        var head = Table("head");
        var hhea = Table("hhea");
        _unitsPerEm = UInt16(head + 18);
        (Ascent, Descent) = (Scaled(Int16(hhea + 4)), Scaled(Int16(hhea + 6)));
        Box = [Scaled(Int16(head + 36)), Scaled(Int16(head + 38)), Scaled(Int16(head + 40)), Scaled(Int16(head + 42))];
        _metricsCount = UInt16(hhea + 34);
        _horizontalMetrics = Table("hmtx");
        _characterMap = SegmentMap(Table("cmap"));
    }

    public ReadOnlyMemory<byte> Data => _data;

    /// <summary>In thousandths of the size, as all measures here.</summary>
    public int Ascent { get; }

    public int Descent { get; }

    /// <summary>Left, bottom, right, top of the largest glyph.</summary>
    public IReadOnlyList<int> Box { get; }

    /// <summary>The glyph of the character; the one that stands for unknown characters when there is none.</summary>
    public int Glyph(char character) => Find(character) is > 0 and var glyph ? glyph : Find(Replacement);

    public int Width(int glyph) => Scaled(UInt16(_horizontalMetrics + (4 * Math.Min(glyph, _metricsCount - 1))));

    private int Scaled(int units) => (int)Math.Round(units * 1000 / _unitsPerEm);

    /// <summary>Looks a character up in segments of adjacent codes (format 4).</summary>
    private int Find(int character)
    {
        var doubled = UInt16(_characterMap + 6);
        var (ends, starts) = (_characterMap + 14, _characterMap + 16 + doubled);
        var (deltas, offsets) = (starts + doubled, starts + (2 * doubled));
        for (var at = 0; at < doubled; at += 2)
        {
            if (UInt16(ends + at) < character) continue;
            var start = UInt16(starts + at);
            if (start > character) return 0;
            var offset = UInt16(offsets + at);
            var glyph = offset == 0 ? character : UInt16(offsets + at + offset + (2 * (character - start)));
            return glyph == 0 ? 0 : (glyph + Int16(deltas + at)) & 0xFFFF;
        }

        return 0;
    }

    private int SegmentMap(int table)
    {
        for (var at = table + 4; at < table + 4 + (8 * UInt16(table + 2)); at += 8)
            if (table + (int)BinaryPrimitives.ReadUInt32BigEndian(_data.AsSpan(at + 4)) is var map && UInt16(map) == 4)
                return map;
        throw new InvalidDataException("The font has no character map of format 4, so its glyphs cannot be found.");
    }

    private int Table(string tag)
    {
        for (var at = 12; at < 12 + (16 * UInt16(4)); at += 16)
            if (System.Text.Encoding.ASCII.GetString(_data, at, 4) == tag)
                return (int)BinaryPrimitives.ReadUInt32BigEndian(_data.AsSpan(at + 8));
        throw new InvalidDataException($"The font has no table '{tag}'.");
    }

    private int UInt16(int at) => BinaryPrimitives.ReadUInt16BigEndian(_data.AsSpan(at));

    private int Int16(int at) => BinaryPrimitives.ReadInt16BigEndian(_data.AsSpan(at));
}
