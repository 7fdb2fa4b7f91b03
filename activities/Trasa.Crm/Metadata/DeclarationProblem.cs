namespace Trasa.Crm.Metadata;

/// <summary>What is wrong with a record type's declaration, and where.</summary>
/// <param name="File">The file, or what the text was called by its sender.</param>
/// <param name="Line">1 is the first; 0 when the place is not a line.</param>
/// <param name="Code">Stable, e.g. <c>REC-004</c>.</param>
/// <param name="Path">JSON path of the value, e.g. <c>fields[3].to</c>.</param>
/// <param name="Message">What is wrong and what would be right.</param>
public sealed record DeclarationProblem(string File, int Line, string Code, string Path, string Message)
{
    public override string ToString() => $"{File}:{Line}: {Code} {(Path.Length == 0 ? "" : Path + ": ")}{Message}";
}

/// <summary>Record types that cannot be used as declared.</summary>
public sealed class DeclarationInvalidException(IReadOnlyList<DeclarationProblem> problems)
    : Exception(string.Join(Environment.NewLine, problems))
{
    public IReadOnlyList<DeclarationProblem> Problems { get; } = problems;
}
