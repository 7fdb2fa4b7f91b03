using System.Globalization;
using Trasa.Decisions.Model;

namespace Trasa.Decisions.Xml;

/// <summary>A problem of a file with its place.</summary>
/// <param name="Code">Stable: <c>DMN-001</c> and so on; problems of expressions keep their <c>FEEL-…</c> code.</param>
/// <param name="Place">The line and column of the file.</param>
/// <param name="Element">The element that has the problem, by name; empty for the file itself.</param>
/// <param name="Message">What is wrong, in English.</param>
/// <param name="IsWarning">Whether it may be meant: the model leaves that open, and can be published.</param>
public sealed record DmnProblem(string Code, Place Place, string Element, string Message, bool IsWarning = false)
{
    /// <summary>As the command line prints it: <c>line:column: code message</c>.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Place.Line}:{Place.Column}: {Code} {(Element.Length > 0 ? Element + ": " : "")}{Message}");
}

/// <summary>What a file gave: definitions when it could be read, and its problems.</summary>
public sealed record DmnReading(Definitions? Definitions, string? Version, IReadOnlyList<DmnProblem> Problems)
{
    public bool IsValid => Definitions is not null && Problems.Count == 0;
}
