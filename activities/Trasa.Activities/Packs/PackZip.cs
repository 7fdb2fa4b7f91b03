using System.IO.Compression;
using System.Text;

namespace Trasa.Activities.Packs;

/// <summary>Packs as zip files. A zip comes from anywhere: nothing in it is believed, neither its names nor its sizes.</summary>
public static class PackZip
{
    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The text files of the zip by their paths; a single folder around all of them is taken off.</summary>
    /// <exception cref="PackInvalidException">It is no zip, a path leads out of it, or it is over a limit.</exception>
    public static async Task<SortedDictionary<string, string>> ReadAsync(string name, Stream zip, CancellationToken cancellationToken)
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        try
        {
            using var archive = await ZipArchive.CreateAsync(zip, ZipArchiveMode.Read, leaveOpen: true, entryNameEncoding: null, cancellationToken).ConfigureAwait(false);
            var bytes = 0L;
            foreach (var entry in archive.Entries)
            {
                var path = PathOf(name, entry.FullName);
                if (!ProcessPack.IsText(path)) continue;
                ProcessPack.Guard(name, files.Count, bytes);
                var content = await ContentAsync(name, entry, ProcessPack.MaximumBytes - bytes, cancellationToken).ConfigureAwait(false);
                bytes += content.Length;
                if (!files.TryAdd(path, TextOf(name, path, content))) throw new PackInvalidException($"{name}: {path} is there twice.");
            }
        }
        catch (InvalidDataException problem)
        {
            throw new PackInvalidException($"{name} is no readable zip file: {problem.Message}");
        }

        return WithoutOuterFolder(files);
    }

    /// <summary>Writes the pack. The same pack gives the same bytes.</summary>
    public static async Task WriteAsync(ProcessPack pack, Stream zip, CancellationToken cancellationToken)
    {
        var archive = await ZipArchive.CreateAsync(zip, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancellationToken).ConfigureAwait(false);
        await using var _ = archive.ConfigureAwait(false);
        foreach (var (path, content) in pack.Files)
        {
            var entry = archive.CreateEntry(path);
            entry.LastWriteTime = new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
            var stream = await entry.OpenAsync(cancellationToken).ConfigureAwait(false);
            await using var opened = stream.ConfigureAwait(false);
            await stream.WriteAsync(s_strict.GetBytes(content), cancellationToken).ConfigureAwait(false);
        }
    }

    private static string PathOf(string name, string entry)
    {
        var path = entry.Replace('\\', '/');
        return path.StartsWith('/') || path.Contains(':', StringComparison.Ordinal) || path.Contains('\0', StringComparison.Ordinal) || path.Split('/').Contains("..")
            ? throw new PackInvalidException($"{name}: the path '{entry}' leads out of the pack. Nothing was taken from this file.")
            : path;
    }

    /// <summary>What is really in there: the size that the zip tells may be a lie.</summary>
    private static async Task<byte[]> ContentAsync(string name, ZipArchiveEntry entry, long most, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream();
        var stream = await entry.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = stream.ConfigureAwait(false);
        var buffer = new byte[81_920];
        while (await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is > 0 and var read)
        {
            ProcessPack.Guard(name, 0, ProcessPack.MaximumBytes - most + content.Length + read);
            content.Write(buffer, 0, read);
        }

        return content.ToArray();
    }

    private static string TextOf(string name, string path, byte[] content)
    {
        try
        {
            return s_strict.GetString(content is [0xEF, 0xBB, 0xBF, ..] ? content.AsSpan(3) : content);
        }
        catch (DecoderFallbackException)
        {
            throw new PackInvalidException($"{name}: {path} is no text in UTF-8.");
        }
    }

    private static SortedDictionary<string, string> WithoutOuterFolder(SortedDictionary<string, string> files)
    {
        if (files.Count == 0 || files.ContainsKey("pack.json")) return files;
        var outer = files.Keys.First().Split('/')[0] + "/";
        return files.ContainsKey(outer + "pack.json") && files.Keys.All(path => path.StartsWith(outer, StringComparison.Ordinal))
            ? new(files.ToDictionary(file => file.Key[outer.Length..], file => file.Value), StringComparer.Ordinal)
            : files;
    }
}
