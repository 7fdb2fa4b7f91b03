using System.Text.Json.Nodes;
using Trasa.Model.Activities;
using Trasa.Model.Json;
using Trasa.Model.Workflows;

namespace Trasa.Model.Validation;

/// <summary>
/// Finds what would go wrong in a definition before it runs. Errors keep it from being published; warnings do not. The
/// codes are listed in <see cref="ProblemCodes"/>.
/// </summary>
public sealed class WorkflowValidator(IActivityCatalogue catalogue, IExpressionCheck expressions, IEnumerable<IActivityCheck>? checks = null)
{
    /// <summary>Reads and checks a file.</summary>
    /// <param name="text">The file.</param>
    /// <param name="more">Checks for this once, e.g. against the names that are there now.</param>
    public IReadOnlyList<DefinitionProblem> Validate(string text, IReadOnlyList<IActivityCheck>? more = null)
    {
        var reading = DefinitionReader.Read(text);
        return reading.Problems.Count == 0 ? Validate(reading.Definition!, text, more) : reading.Problems;
    }

    /// <param name="definition">The definition.</param>
    /// <param name="text">The file that it was read from, so that problems can name the line.</param>
    /// <param name="more">Checks for this once, e.g. against the names that are there now.</param>
    public IReadOnlyList<DefinitionProblem> Validate(WorkflowDefinition definition, string? text = null, IReadOnlyList<IActivityCheck>? more = null)
    {
        var findings = new Findings();
        var placed = definition.AllActivities().ToList();
        Ids(placed, findings);
        Variables(definition.Variables, "", findings);
        ParameterFindings.Check(definition, findings);
        var names = new Names(definition, placed);
        IReadOnlyList<IActivityCheck> all = [.. checks ?? [], .. more ?? []];
        foreach (var activity in placed) Check(activity, definition, names, all, findings);
        return findings.WithLines(text);
    }

    private static void Ids(List<PlacedActivity> activities, Findings findings)
    {
        var seen = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var activity in activities)
        {
            var id = activity.Node.Id;
            if (id.Length == 0) findings.Error(ProblemCodes.NoId, activity, "id", "The activity has no id.");
            else if (!seen.TryAdd(id, activity.Place))
                findings.Error(ProblemCodes.DuplicateId, activity, "id", $"The id '{id}' is used at {seen[id]} already; every activity needs one of its own.");
        }
    }

    private static void Variables(IReadOnlyList<Variable> variables, string place, Findings findings)
    {
        foreach (var twice in variables.GroupBy(variable => variable.Name, StringComparer.Ordinal).Where(group => group.Count() > 1))
            findings.Add(new(ProblemCodes.DuplicateVariable, ProblemSeverity.Error, $"There are {twice.Count()} variables named '{twice.Key}'.", place + "/variables"));
    }

    private void Check(PlacedActivity activity, WorkflowDefinition definition, Names names, IReadOnlyList<IActivityCheck> all, Findings findings)
    {
        if (activity.Parent is not null) Variables(activity.Node.Variables, activity.Place, findings);
        var descriptor = catalogue.Find(activity.Node.Type);
        if (descriptor is null) Unknown(activity, findings);
        else Inputs(activity, descriptor, findings);
        new ExpressionFindings(expressions, descriptor, names).Check(activity, findings);
        if (activity.Node.Type == "Elsa.Break" && !Names.IsInLoop(definition, activity))
            findings.Error(ProblemCodes.BreakOutsideLoop, activity, "", "There is no loop around this to break out of.");
        if (activity.Node.Type == "Elsa.Flowchart") new FlowFindings(catalogue, activity, findings).Check();
        if (activity.Node.Type == "Elsa.StateMachine") new MachineFindings(activity, findings).Check();
        if (activity.Node.Type == "Elsa.Sequence") AfterTheEnd(activity, findings);
        if (activity.Node.Type == "Trasa.Compensable" && !Names.IsInside(definition, activity, "Trasa.Try"))
            findings.Warning(ProblemCodes.NeverUndone, activity, "", "There is no Trasa.Try around this, so what it does is never undone.");
        foreach (var finding in all.SelectMany(check => check.Check(activity.Node)))
        {
            if (finding.IsError) findings.Error(finding.Code, activity, finding.Member, finding.Message);
            else findings.Warning(finding.Code, activity, finding.Member, finding.Message);
        }
    }

    private static void Unknown(PlacedActivity activity, Findings findings)
    {
        // A workflow used as an activity has the type of its own name.
        if (activity.Node.Json.Text("workflowDefinitionId") is { Length: > 0 }) return;
        var type = activity.Node.Json.Text("missingTypeName") ?? activity.Node.Type;
        if (type.Length == 0) findings.Error(ProblemCodes.UnknownType, activity, "", "The activity has no type.");
        else findings.Warning(ProblemCodes.UnknownType, activity, "type", $"{MissingTypes.Explain(type)} A workflow that reaches it stops with an incident.");
    }

    /// <summary>What stands behind an activity that nothing can follow.</summary>
    private void AfterTheEnd(PlacedActivity sequence, Findings findings)
    {
        var activities = sequence.Node.Activities;
        for (var index = 0; index < activities.Count - 1; index++)
        {
            if (catalogue.Find(activities[index].Type) is not { IsTerminal: true }) continue;
            findings.Warning(ProblemCodes.Unreachable, sequence, $"activities/{index + 1}", $"'{activities[index + 1].Label}' comes after '{activities[index].Label}', which nothing can follow; it never runs.");
            return;
        }
    }

    private static void Inputs(PlacedActivity activity, ActivityDescriptor descriptor, Findings findings)
    {
        foreach (var input in descriptor.Inputs.Where(input => input.Required))
        {
            if (IsGiven(activity.Node, input.Name) || (input.GivenBy is { } other && IsGiven(activity.Node, other))) continue;
            findings.Error(ProblemCodes.MissingInput, activity, input.Name, $"'{input.Name}' of '{activity.Node.Label}' is missing: {input.Description}");
        }
    }

    private static bool IsGiven(ActivityNode node, string name)
    {
        if (node.Json.Member(name) is JsonObject reference && reference.ContainsKey("id")) return true;
        return node.Input(name) is { Value: { } value } && JsonShapes.AsText(value) is not "";
    }
}
