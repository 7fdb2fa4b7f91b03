using Trasa.Model.Json;
using Trasa.Model.Workflows;

namespace Trasa.Model.Validation;

/// <summary>The problems found so far.</summary>
internal sealed class Findings
{
    private readonly List<DefinitionProblem> _problems = [];

    public void Add(DefinitionProblem problem) => _problems.Add(problem);

    public void Error(string code, PlacedActivity activity, string member, string message) => Add(code, ProblemSeverity.Error, activity, member, message);

    public void Warning(string code, PlacedActivity activity, string member, string message) => Add(code, ProblemSeverity.Warning, activity, member, message);

    /// <summary>In the order of the file, each with its line.</summary>
    public IReadOnlyList<DefinitionProblem> WithLines(string? text)
    {
        if (_problems.Count == 0 || text is null) return _problems;
        var places = JsonPlaces.Of(text);
        return [.. _problems.Select(problem => problem with { Line = places.Line(problem.Place) }).OrderBy(problem => problem.Line)];
    }

    private void Add(string code, ProblemSeverity severity, PlacedActivity activity, string member, string message) =>
        _problems.Add(new(code, severity, message, member.Length == 0 ? activity.Place : $"{activity.Place}/{member}", null, activity.Node.Id));
}
