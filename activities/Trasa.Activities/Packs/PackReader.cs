using Trasa.Engine.Definitions;

namespace Trasa.Activities.Packs;

/// <summary>Reads every definition of a pack through the format of its folder.</summary>
public sealed class PackReader(IEnumerable<IDefinitionFormat> formats)
{
    /// <summary>The folders of a pack that hold no definitions.</summary>
    private static readonly string[] OtherFolders = ["", "mail", "data"];

    private readonly IDefinitionFormat[] _formats = [.. formats];

    public PackReading Read(ProcessPack pack)
    {
        var drafts = new List<DefinitionDraft>();
        var problems = new List<FileProblem>();
        foreach (var (file, content) in pack.Files)
        {
            if (FormatOf(file) is not { } format)
            {
                if (!OtherFolders.Contains(FolderOf(file)))
                    problems.Add(new(file, 0, "PACK-001", $"Nothing reads this file; the folders of a pack are {string.Join(", ", _formats.Select(known => known.Folder))}.", IsError: false));
                continue;
            }

            var reading = format.Read(file, content);
            problems.AddRange(reading.Problems);
            if (reading.Draft is not { } draft) continue;
            if (drafts.Any(other => other.Kind == draft.Kind && other.Key == draft.Key))
                problems.Add(new(file, 0, "PACK-002", $"The key '{draft.Key}' is used twice in this pack."));
            drafts.Add(draft with { Pack = pack.Manifest.Key });
        }

        return new(drafts, problems);
    }

    /// <summary>Reads a single file outside of a pack, by what its ending and content say; null when nothing reads it.</summary>
    public DefinitionReading? ReadFile(string file, string content) =>
        _formats.Where(format => format.Reads(Path.GetFileName(file)))
            .Select(format => format.Read(file, content))
            .OrderByDescending(reading => reading.IsValid)
            .ThenByDescending(reading => reading.Draft is not null)
            .FirstOrDefault();

    /// <summary>Reads a single file of a known kind.</summary>
    public DefinitionReading ReadFile(DefinitionKind kind, string file, string content) =>
        _formats.First(format => format.Kind == kind).Read(file, content);

    private IDefinitionFormat? FormatOf(string file) =>
        _formats.FirstOrDefault(format => format.Folder == FolderOf(file) && format.Reads(Path.GetFileName(file)));

    private static string FolderOf(string file) => file.Contains('/', StringComparison.Ordinal) ? file[..file.IndexOf('/', StringComparison.Ordinal)] : "";
}

/// <param name="Drafts">What the pack declares.</param>
/// <param name="Problems">What is wrong with it.</param>
public sealed record PackReading(IReadOnlyList<DefinitionDraft> Drafts, IReadOnlyList<FileProblem> Problems)
{
    public bool IsValid => !Problems.Any(problem => problem.IsError);
}
