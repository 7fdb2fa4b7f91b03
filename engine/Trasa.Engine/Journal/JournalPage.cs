using System.IO.Compression;
using Trasa.Engine.Values;

namespace Trasa.Engine.Journal;

/// <summary>
/// The journal entries of one burst as they are stored: one row, every text in it once, compressed when it is long. A
/// tenth of the size and work of a row per entry.
/// </summary>
public static class JournalPage
{
    private const byte Plain = 1;

    private const byte Compressed = 2;

    /// <summary>Bytes from which compressing pays.</summary>
    private const int Long = 1_024;

    /// <summary>The same entries make the same bytes.</summary>
    public static byte[] Write(IReadOnlyList<JournalEntry> entries)
    {
        if (entries.Count == 0) throw new ArgumentException("A page has at least one entry.", nameof(entries));
        var writer = new ValueWriter();
        var texts = new Dictionary<string, int>(StringComparer.Ordinal);
        writer.Byte(Plain);
        writer.Number(entries.Count);
        writer.Number(entries[0].Sequence);
        writer.Long(entries[0].Time.UtcTicks);
        var before = entries[0].Time.UtcTicks;
        for (var index = 0; index < entries.Count; index++)
        {
            var entry = entries[index];
            if (entry.Sequence != entries[0].Sequence + index) throw new ArgumentException("The entries of a page follow each other without gaps.", nameof(entries));
            Text(entry.Event, texts, writer);
            Text(entry.ActivityId, texts, writer);
            Text(entry.ActivityType, texts, writer);
            Text(entry.Outcome, texts, writer);
            Text(entry.Actor, texts, writer);
            Text(entry.Data, texts, writer);
            writer.Byte(entry.Time.UtcTicks == before ? (byte)0 : (byte)1);
            if (entry.Time.UtcTicks != before) writer.Long(before = entry.Time.UtcTicks);
        }

        var page = writer.ToArray();
        return page.Length < Long ? page : Compress(page);
    }

    public static IReadOnlyList<JournalEntry> Read(Guid instanceId, ReadOnlySpan<byte> page)
    {
        var reader = new ValueReader(page[0] == Compressed ? Decompress(page) : page);
        if (reader.Byte() is var version && version != Plain)
            throw new InvalidDataException($"A page of the journal of instance {instanceId} has format {version}, which this host does not know. Use the host that wrote it, or a newer one.");
        var entries = new JournalEntry[reader.Count()];
        var sequence = reader.Number();
        var time = new DateTimeOffset(reader.Long(), TimeSpan.Zero);
        var texts = new List<string>();
        for (var index = 0; index < entries.Length; index++)
        {
            var (name, activity, type) = (Text(texts, ref reader), Text(texts, ref reader), Text(texts, ref reader));
            var (outcome, actor, data) = (Text(texts, ref reader), Text(texts, ref reader), Text(texts, ref reader));
            if (reader.Byte() == 1) time = new(reader.Long(), TimeSpan.Zero);
            entries[index] = new(instanceId, sequence + index, time, name!, activity, type, outcome, actor, data);
        }

        return entries;
    }

    /// <summary>0 for none, 1 for a new text that follows, else the number of a text that came before.</summary>
    private static void Text(string? text, Dictionary<string, int> known, ValueWriter writer)
    {
        if (text is null)
        {
            writer.Number(0);
        }
        else if (known.TryGetValue(text, out var number))
        {
            writer.Number(number + 2);
        }
        else
        {
            writer.Number(1);
            writer.Text(text);
            known.Add(text, known.Count);
        }
    }

    private static string? Text(List<string> known, ref ValueReader reader)
    {
        var mark = reader.Number();
        if (mark == 0) return null;
        if (mark > 1) return known[mark - 2];
        var text = reader.Text();
        known.Add(text);
        return text;
    }

    private static byte[] Compress(byte[] page)
    {
        var room = new byte[BrotliEncoder.GetMaxCompressedLength(page.Length) + 5];
        room[0] = Compressed;
        BitConverter.TryWriteBytes(room.AsSpan(1), page.Length);
        return BrotliEncoder.TryCompress(page, room.AsSpan(5), out var written, quality: 1, window: 18) && written + 5 < page.Length
            ? room[..(written + 5)]
            : page;
    }

    private static byte[] Decompress(ReadOnlySpan<byte> page)
    {
        var plain = new byte[BitConverter.ToInt32(page[1..])];
        return BrotliDecoder.TryDecompress(page[5..], plain, out var written) && written == plain.Length
            ? plain
            : throw new InvalidDataException("A page of the journal is damaged: it does not decompress.");
    }
}
