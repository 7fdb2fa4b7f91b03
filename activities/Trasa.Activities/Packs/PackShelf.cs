namespace Trasa.Activities.Packs;

/// <summary>Finds the packs that a pack requires: folders or zips of the same name as their keys, beside it.</summary>
public static class PackShelf
{
    /// <summary>The pack at the path, last, and before it all that it requires, each once and after what it requires itself.</summary>
    /// <exception cref="PackInvalidException">A pack cannot be read, is not there, or the packs require each other in a circle.</exception>
    public static async Task<IReadOnlyList<ShelvedPack>> ReadAsync(string path, CancellationToken cancellationToken)
    {
        List<ShelvedPack> found = [];
        await ReadAsync(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)), found, [], cancellationToken).ConfigureAwait(false);
        return found;
    }

    private static async Task ReadAsync(string path, List<ShelvedPack> found, IReadOnlyList<string> way, CancellationToken cancellationToken)
    {
        if (found.Exists(pack => pack.Path == path)) return;
        if (way.Contains(path)) throw new PackInvalidException($"{path}: the packs require each other in a circle: {string.Join(" -> ", way.Append(path).Select(Path.GetFileName))}.");
        var pack = await ProcessPack.ReadAsync(path, cancellationToken).ConfigureAwait(false);
        foreach (var key in pack.Manifest.Requires ?? [])
            await ReadAsync(Beside(path, key), found, [.. way, path], cancellationToken).ConfigureAwait(false);
        found.Add(new(path, pack));
    }

    private static string Beside(string path, string key)
    {
        var folder = Path.Combine(Path.GetDirectoryName(path) ?? ".", key);
        if (Directory.Exists(folder)) return folder;
        return File.Exists(folder + ".zip") ? folder + ".zip" : throw new PackInvalidException($"{path}/pack.json: requires '{key}', and there is no such pack beside it.");
    }
}

/// <param name="Path">Where it stands.</param>
/// <param name="Pack">What it holds.</param>
public sealed record ShelvedPack(string Path, ProcessPack Pack);
