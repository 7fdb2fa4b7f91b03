using Trasa.Model.Json;
using Trasa.Model.Workflows;

namespace Trasa.Model.Validation;

/// <summary>
/// Names of inputs and outputs that a workflow cannot be given where it is used as an activity: there they stand as members of
/// one JSON object, beside what every activity has.
/// </summary>
internal static class ParameterFindings
{
    private static readonly HashSet<string> Taken = new(StringComparer.Ordinal)
    {
        "id", "nodeId", "name", "type", "version", "metadata", "customProperties", "workflowDefinitionId", "workflowDefinitionVersionId", "canStartWorkflow", "runAsynchronously",
    };

    public static void Check(WorkflowDefinition definition, Findings findings)
    {
        var severity = definition.UsableAsActivity ? ProblemSeverity.Error : ProblemSeverity.Warning;
        foreach (var (parameters, member, what) in (IReadOnlyList<(IReadOnlyList<Parameter>, string, string)>)[(definition.Inputs, "inputs", "input"), (definition.Outputs, "outputs", "output")])
        {
            for (var index = 0; index < parameters.Count; index++)
                if (Taken.Contains(JsonShapes.Camel(parameters[index].Name)))
                    Add($"{member}/{index}/name", $"An {what} named '{parameters[index].Name}' cannot be given where the workflow is an activity, which has a member of that name already; choose another, such as {Better(parameters[index].Name, what)}.");
            foreach (var twice in parameters.GroupBy(parameter => parameter.Name, StringComparer.Ordinal).Where(group => group.Count() > 1))
                findings.Add(new(ProblemCodes.TakenName, ProblemSeverity.Error, $"There are {twice.Count()} {what}s named '{twice.Key}'; give each a name of its own.", "/" + member));
        }

        foreach (var both in definition.Inputs.Select(input => JsonShapes.Camel(input.Name)).Intersect(definition.Outputs.Select(output => JsonShapes.Camel(output.Name))))
            Add("outputs", $"'{both}' is an input and an output; where the workflow is an activity the one would overwrite the other. Rename one of them.");

        void Add(string place, string message) => findings.Add(new(ProblemCodes.TakenName, severity, message, "/" + place));
    }

    private static string Better(string name, string what) => what + char.ToUpperInvariant(name[0]) + name[1..];
}
