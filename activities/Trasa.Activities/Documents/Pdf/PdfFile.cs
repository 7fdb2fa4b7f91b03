using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Trasa.Activities.Documents.Pdf;

/// <summary>Numbered objects and the table that finds them (ISO 32000-1, 7.5).</summary>
internal sealed class PdfFile
{
    private readonly List<byte[]?> _objects = [];

    /// <summary>A number for an object that is written later.</summary>
    public int Reserve()
    {
        _objects.Add(null);
        return _objects.Count;
    }

    public int Add(string body)
    {
        var number = Reserve();
        Set(number, body);
        return number;
    }

    public void Set(int number, string body) => _objects[number - 1] = Encoding.Latin1.GetBytes(body);

    /// <summary>A compressed stream; <paramref name="entries"/> are further entries of its dictionary.</summary>
    public int AddStream(ReadOnlySpan<byte> content, string entries = "")
    {
        using var packed = new MemoryStream();
        using (var zip = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true)) zip.Write(content);
        var head = Encoding.Latin1.GetBytes(string.Create(CultureInfo.InvariantCulture, $"<< /Length {packed.Length} /Filter /FlateDecode {entries}>>\nstream\n"));
        var number = Reserve();
        _objects[number - 1] = [.. head, .. packed.ToArray(), .. "\nendstream"u8];
        return number;
    }

    public byte[] Finish(int catalogue, int information)
    {
        using var file = new MemoryStream();
        // The second line tells transports that the file is binary.
        file.Write([.. "%PDF-1.7\n%"u8, 0xE2, 0xE3, 0xCF, 0xD3, (byte)'\n']);
        var places = new List<long>();
        for (var index = 0; index < _objects.Count; index++)
        {
            places.Add(file.Position);
            Write(file, $"{index + 1} 0 obj\n");
            file.Write(_objects[index] ?? throw new InvalidOperationException($"Object {index + 1} was reserved and never written."));
            file.Write("\nendobj\n"u8);
        }

        var table = file.Position;
        Write(file, $"xref\n0 {_objects.Count + 1}\n0000000000 65535 f \n");
        foreach (var place in places) Write(file, $"{place:D10} 00000 n \n");
        Write(file, $"trailer\n<< /Size {_objects.Count + 1} /Root {catalogue} 0 R /Info {information} 0 R >>\nstartxref\n{table}\n%%EOF\n");
        return file.ToArray();
    }

    /// <summary>A text outside of pages, e.g. the title.</summary>
    public static string Text(string text) => $"<FEFF{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text))}>";

    private static void Write(MemoryStream file, FormattableString text) => file.Write(Encoding.Latin1.GetBytes(FormattableString.Invariant(text)));
}
