using System.Text.Json.Nodes;
using Trasa.Engine.Definitions;
using Trasa.Model.Activities;
using Trasa.Model.Workflows;

namespace Trasa.Activities.Definitions;

/// <summary>Which other definitions a workflow uses, as far as it names them: what is computed when it runs is not known here.</summary>
public sealed class DefinitionUses(IDefinitionStore definitions, IActivityCatalogue catalogue)
{
    private static readonly Dictionary<string, DefinitionKind> s_editors = new(StringComparer.Ordinal)
    {
        ["workflow"] = DefinitionKind.Workflow,
        ["decision"] = DefinitionKind.Decision,
        ["ruleSet"] = DefinitionKind.RuleSet,
        ["form"] = DefinitionKind.Form,
        ["template"] = DefinitionKind.Template,
        ["calendar"] = DefinitionKind.Calendar,
        ["recordType"] = DefinitionKind.RecordType,
    };

    /// <summary>What the workflow itself names.</summary>
    public IReadOnlyList<(DefinitionKind Kind, string Key)> Of(WorkflowDefinition workflow) =>
    [
        .. (from placed in workflow.AllActivities()
            let descriptor = catalogue.Find(placed.Node.Type)
            where descriptor is not null
            from input in descriptor.Inputs
            where s_editors.ContainsKey(input.Editor)
            where placed.Node.Input(input.Name) is { Type: ExpressionSource.Literal, Text.Length: > 0 }
            select (s_editors[input.Editor], placed.Node.Input(input.Name)!.Text)).Distinct(),
    ];

    /// <summary>The workflow and everything that it and what it uses name, each as it is in force; what is not there is left out.</summary>
    public async Task<IReadOnlyList<DefinitionVersion>> AllOfAsync(DefinitionVersion workflow, CancellationToken cancellationToken)
    {
        var found = new Dictionary<(DefinitionKind, string), DefinitionVersion>();
        var open = new Stack<DefinitionVersion>([workflow]);
        while (open.TryPop(out var version))
        {
            if (!found.TryAdd((version.Kind, version.Key), version)) continue;
            foreach (var (kind, key) in NamedBy(version))
                foreach (var used in await FindAsync(kind, key, cancellationToken).ConfigureAwait(false)) open.Push(used);
        }

        return [.. found.Values];
    }

    private IEnumerable<(DefinitionKind Kind, string Key)> NamedBy(DefinitionVersion version) => version.Kind switch
    {
        DefinitionKind.Workflow => DefinitionReader.Read(version.Content).Definition is { } workflow ? Of(workflow) : [],
        DefinitionKind.Form => JsonNode.Parse(version.Content)?["record"]?.ToString() is { } record ? [(DefinitionKind.RecordType, record)] : [],
        DefinitionKind.Decision => [(DefinitionKind.Examples, version.Key)],
        _ => [],
    };

    /// <summary>A template is there once for each language: <c>KEY.en</c>, <c>KEY.ro</c>.</summary>
    private async Task<IReadOnlyList<DefinitionVersion>> FindAsync(DefinitionKind kind, string key, CancellationToken cancellationToken)
    {
        if (kind == DefinitionKind.Template)
            return [.. (await definitions.ListAsync(kind, cancellationToken).ConfigureAwait(false)).Where(template => template.IsPublished && (template.Key == key || template.Key.StartsWith(key + ".", StringComparison.Ordinal)))];
        return await definitions.FindAsync(kind, key, null, cancellationToken).ConfigureAwait(false) is { } found ? [found] : [];
    }
}
