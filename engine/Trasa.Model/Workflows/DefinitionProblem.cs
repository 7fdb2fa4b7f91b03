namespace Trasa.Model.Workflows;

/// <summary>What is wrong with a definition, where, and what would be right.</summary>
/// <param name="Code">Stable, e.g. <c>WF012</c>.</param>
/// <param name="Severity">Whether it keeps the definition from being published.</param>
/// <param name="Message">In plain words.</param>
/// <param name="Place">JSON pointer into the file, e.g. <c>/root/activities/3/condition</c>.</param>
/// <param name="Line">Line in the file, from 1, when it is known.</param>
/// <param name="ActivityId">The activity that it is about, or null.</param>
public sealed record DefinitionProblem(string Code, ProblemSeverity Severity, string Message, string Place = "", int? Line = null, string? ActivityId = null)
{
    public bool IsError => Severity == ProblemSeverity.Error;

    /// <summary><c>line: code message</c>, as the command line prints it after the file's name.</summary>
    public override string ToString() => $"{Line ?? 1}: {Code} {Message}";
}

public enum ProblemSeverity
{
    Warning,
    Error,
}
