using System.Text.Json;
using System.Text.Json.Serialization;

namespace Trasa.Activities.Packs;

/// <summary>A folder or zip of workflows, decisions, forms and templates that belong together; nothing of it is checked yet.</summary>
/// <param name="Manifest">What <c>pack.json</c> says.</param>
/// <param name="Files">Path relative to the pack, with forward slashes, to text. Ordered by path.</param>
public sealed record ProcessPack(PackManifest Manifest, IReadOnlyDictionary<string, string> Files)
{
    /// <summary>More than any honest pack needs; a guard against zip bombs.</summary>
    public const long MaximumBytes = 64 * 1024 * 1024;

    /// <summary>Records that the pack cannot do without, also in its scenarios.</summary>
    public const string DataFolder = "data";

    /// <summary>Records to look around in; only a sample installation gets them.</summary>
    public const string DemoFolder = "demo";

    /// <summary>How files of that folder end which are played as the steps of a scenario, and hold no records.</summary>
    public const string StepsEnding = ".steps.json";

    private const int MaximumFiles = 5_000;

    /// <summary>The files directly in a folder of the pack, by their names without it.</summary>
    public IEnumerable<(string Name, string Content)> In(string folder) =>
        from file in Files
        where file.Key.StartsWith(folder + "/", StringComparison.Ordinal)
        select (file.Key[(folder.Length + 1)..], file.Value);

    /// <summary>Reads a folder that holds <c>pack.json</c>, or a zip of one.</summary>
    /// <exception cref="PackInvalidException">There is no readable <c>pack.json</c>, or the pack is over a limit.</exception>
    public static async Task<ProcessPack> ReadAsync(string path, CancellationToken cancellationToken)
    {
        var files = Directory.Exists(path)
            ? await ReadFolderAsync(path, cancellationToken).ConfigureAwait(false)
            : await ReadZipAsync(path, cancellationToken).ConfigureAwait(false);
        return new(ReadManifest(path, files), files);
    }

    private static PackManifest ReadManifest(string path, SortedDictionary<string, string> files)
    {
        if (!files.TryGetValue("pack.json", out var text))
            throw new PackInvalidException($"{path} has no pack.json, so it is no process pack.");
        try
        {
            return JsonSerializer.Deserialize(text, PackJson.Default.PackManifest) is { Key.Length: > 0, Name.Length: > 0 } manifest
                ? manifest
                : throw new PackInvalidException($"{path}/pack.json needs a \"key\" and a \"name\".");
        }
        catch (JsonException problem)
        {
            throw new PackInvalidException($"{path}/pack.json:{problem.LineNumber + 1}: {problem.Message}");
        }
    }

    private static async Task<SortedDictionary<string, string>> ReadFolderAsync(string path, CancellationToken cancellationToken)
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var bytes = 0L;
        foreach (var file in Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Where(IsText))
        {
            Guard(path, files.Count, bytes += new FileInfo(file).Length);
            files[Path.GetRelativePath(path, file).Replace('\\', '/')] = await File.ReadAllTextAsync(file, cancellationToken).ConfigureAwait(false);
        }

        return files;
    }

    private static async Task<SortedDictionary<string, string>> ReadZipAsync(string path, CancellationToken cancellationToken)
    {
        if (!File.Exists(path)) throw new PackInvalidException($"There is no folder or zip file {path}.");
        var zip = File.OpenRead(path);
        await using var _ = zip.ConfigureAwait(false);
        return await PackZip.ReadAsync(path, zip, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads a zip that was sent.</summary>
    /// <exception cref="PackInvalidException">It is no zip, holds what no pack holds, or is over a limit.</exception>
    public static async Task<ProcessPack> ReadAsync(string name, Stream zip, CancellationToken cancellationToken)
    {
        var files = await PackZip.ReadAsync(name, zip, cancellationToken).ConfigureAwait(false);
        return new(ReadManifest(name, files), files);
    }

    internal static void Guard(string path, int files, long bytes)
    {
        if (files >= MaximumFiles) throw new PackInvalidException($"{path} has more than {MaximumFiles} files.");
        if (bytes > MaximumBytes) throw new PackInvalidException($"{path} is larger than {MaximumBytes / (1024 * 1024)} MB.");
    }

    internal static bool IsText(string file) =>
        Path.GetExtension(file) is ".json" or ".dmn" or ".rules" or ".md" or ".txt" or ".html" or ".eml" or ".csv";
}

/// <param name="Key">Stable key of the pack.</param>
/// <param name="Name">As shown to people.</param>
/// <param name="Description">One or two sentences.</param>
/// <param name="Organisation">Folder of the organisation that its scenarios run in, relative to the pack, or null.</param>
/// <param name="Requires">Keys of the packs that must be installed before it; they stand beside it.</param>
public sealed record PackManifest(string Key, string Name, string? Description = null, string? Organisation = null, IReadOnlyList<string>? Requires = null);

/// <summary>The pack as a whole cannot be read.</summary>
public sealed class PackInvalidException(string message) : Exception(message);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, ReadCommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true)]
[JsonSerializable(typeof(PackManifest))]
internal sealed partial class PackJson : JsonSerializerContext;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, WriteIndented = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PackManifest))]
internal sealed partial class PackManifestText : JsonSerializerContext;
