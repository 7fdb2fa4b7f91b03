namespace Trasa.Engine.Definitions;

/// <summary>
/// How one kind of definition stands in files: which files hold it, what they declare, and what is wrong with them.
/// Packs, validation, publishing and the API all read files through it.
/// </summary>
public interface IDefinitionFormat
{
    DefinitionKind Kind { get; }

    /// <summary>The folder of a process pack that holds such files, e.g. <c>workflows</c>.</summary>
    string Folder { get; }

    /// <summary>Whether a file of this name, in the folder, is one.</summary>
    bool Reads(string fileName);

    /// <summary>Reads and checks one file. Never throws on content.</summary>
    DefinitionReading Read(string fileName, string content);
}

/// <param name="Draft">What the file declares; null when it cannot be read at all.</param>
/// <param name="Problems">What is wrong with it, errors and warnings.</param>
public sealed record DefinitionReading(DefinitionDraft? Draft, IReadOnlyList<FileProblem> Problems)
{
    /// <summary>Whether it may be published.</summary>
    public bool IsValid => Draft is not null && !Problems.Any(problem => problem.IsError);
}

/// <param name="File">The file, relative to its pack.</param>
/// <param name="Line">From 1; 0 when it is about the file as a whole.</param>
/// <param name="Code">Stable code, e.g. <c>WF-012</c>.</param>
/// <param name="Message">What is wrong and what would be right.</param>
/// <param name="IsError">Errors refuse publication, warnings do not.</param>
public sealed record FileProblem(string File, int Line, string Code, string Message, bool IsError = true)
{
    public override string ToString() => $"{File}:{Line}: {Code} {Message}";
}
