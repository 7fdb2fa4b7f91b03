using Trasa.Engine.Definitions;

namespace Trasa.Activities.Packs;

/// <summary>Reads every definition of a pack through the format of its folder.</summary>
public sealed class PackReader(IEnumerable<IDefinitionFormat> formats, IEnumerable<IPackContent> contents, IEnumerable<IPackCheck> checks)
{
    /// <summary>The folders of a pack that hold no definitions.</summary>
    private static readonly string[] OtherFolders = ["", "mail", ProcessPack.DataFolder, ProcessPack.DemoFolder];

    private readonly IDefinitionFormat[] _formats = [.. formats];
    private readonly IPackContent[] _contents = [.. contents];

    /// <param name="pack">The pack.</param>
    /// <param name="required">The packs that it requires and that need not be installed here, those required first.</param>
    public PackReading Read(ProcessPack pack, IReadOnlyList<ProcessPack> required)
    {
        List<FileProblem> problems = [.. _contents.SelectMany(content => content.Check(pack, required))];
        if (problems.Exists(problem => problem.IsError)) return new([], problems);
        var previews = _contents.Select(content => content.Preview([.. required, pack])).ToList();
        try
        {
            return Definitions(pack, problems);
        }
        finally
        {
            foreach (var preview in previews) preview.Dispose();
        }
    }

    private PackReading Definitions(ProcessPack pack, List<FileProblem> problems)
    {
        var drafts = new List<DefinitionDraft>();
        var files = new List<string>();
        foreach (var (file, content) in pack.Files)
        {
            if (FormatOf(file) is not { } format)
            {
                if (!OtherFolders.Contains(FolderOf(file)))
                    problems.Add(new(file, 0, "PACK-001", $"Nothing reads this file; the folders of a pack are {string.Join(", ", _formats.Select(known => known.Folder))}.", IsError: false));
                continue;
            }

            files.Add(file);
            var reading = format.Read(file, content);
            problems.AddRange(reading.Problems);
            if (reading.Draft is not { } draft) continue;
            if (drafts.Any(other => other.Kind == draft.Kind && other.Key == draft.Key))
                problems.Add(new(file, 0, "PACK-002", $"The key '{draft.Key}' is used twice in this pack."));
            drafts.Add(draft with { Pack = pack.Manifest.Key });
        }

        return new(drafts, [.. problems, .. checks.SelectMany(check => check.Check(pack, drafts))]) { Files = files };
    }

    /// <summary>Reads a single file outside of a pack, by what its ending and content say; null when nothing reads it.</summary>
    public DefinitionReading? ReadFile(string file, string content) =>
        _formats.Where(format => format.Reads(Path.GetFileName(file)))
            .Select(format => (Reading: format.Read(file, content), Fits: format.Folder == Path.GetFileName(Path.GetDirectoryName(file))))
            .OrderByDescending(read => read.Fits)
            .ThenByDescending(read => read.Reading.IsValid)
            .ThenByDescending(read => read.Reading.Draft is not null)
            .FirstOrDefault().Reading;

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
    /// <summary>The files that hold definitions.</summary>
    internal IReadOnlyList<string> Files { get; init; } = [];

    public bool IsValid => !Problems.Any(problem => problem.IsError);
}
