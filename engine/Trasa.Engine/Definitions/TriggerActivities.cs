using Trasa.Engine.Execution;
using Trasa.Engine.Expressions;
using Trasa.Engine.Values;
using Trasa.Model.Validation;
using Trasa.Model.Workflows;

namespace Trasa.Engine.Definitions;

/// <summary>
/// The activities that start a workflow: those marked <c>canStartWorkflow</c>, as the root or directly in it. One deeper
/// down is reached by control, not by what it waits for.
/// </summary>
public sealed class TriggerActivities(ExpressionLanguages languages, TimeProvider time)
{
    /// <summary>Those of the type, or all; none when the content cannot be read, which validation says with a place and a reason.</summary>
    public IReadOnlyList<TriggerActivity> Find(DefinitionVersion definition, string? type = null)
    {
        if (definition.Kind != DefinitionKind.Workflow || DefinitionReader.Read(definition.Content).Definition is not { Root: { } root } workflow) return [];
        var inputs = new PublishedInputs(languages, workflow, definition, time.GetUtcNow());
        return [.. Of(root).Where(activity => type is null || activity.Type == type).Select(activity => new TriggerActivity(activity, inputs))];
    }

    internal static IEnumerable<ActivityNode> Of(ActivityNode root) =>
        root.Activities.Prepend(root).Where(activity => activity is { CanStartWorkflow: true, Id.Length: > 0 }).DistinctBy(activity => activity.Id);
}

/// <summary>An activity that starts its workflow, with its inputs as they are when the version is published.</summary>
public sealed class TriggerActivity
{
    private readonly PublishedInputs _inputs;

    internal TriggerActivity(ActivityNode node, PublishedInputs inputs) => (Node, _inputs) = (node, inputs);

    public ActivityNode Node { get; }

    public string Id => Node.Id;

    /// <summary>The value; null when nothing is given or when it depends on what is known only in a run.</summary>
    public object? Input(string name) => _inputs.Evaluate(Node.Input(name));

    public string? Text(string name) => ValueConversion.Text(Input(name));
}

/// <summary>Works out inputs outside of a run, where variables have their defaults and nothing else is known.</summary>
internal sealed class PublishedInputs(ExpressionLanguages languages, WorkflowDefinition workflow, DefinitionVersion version, DateTimeOffset now) : IExpressionScope
{
    private readonly ExpressionSight _sight = ExpressionSight.Of(workflow.Variables.Select(variable => variable.Name));

    public Guid InstanceId => Guid.Empty;

    public string DefinitionKey => version.Key;

    public int DefinitionVersion => version.Version;

    public string? InstanceName { get; set; }

    public string? CorrelationId { get; set; }

    public DateTimeOffset Now => now;

    public IReadOnlyDictionary<string, object?> WorkflowInput { get; } = new Dictionary<string, object?>();

    public object? LastResult => null;

    public IEnumerable<string> VariableNames => workflow.Variables.Select(variable => variable.Name);

    public IEnumerable<string> ActivityNames => [];

    public object? Evaluate(ExpressionSource? source)
    {
        if (source is null) return null;
        try
        {
            return languages.Compile(source, _sight).Evaluate(this);
        }
        catch (Exception fault) when (fault is ExpressionSyntaxException or ExpressionFaultException or ActivityFaultException or InvalidOperationException)
        {
            return null;
        }
    }

    public bool TryGetVariable(string name, out object? value)
    {
        var variable = workflow.Variables.FirstOrDefault(variable => variable.Name == name || variable.Id == name);
        value = JsonValues.Read(variable?.Default);
        return variable is not null;
    }

    public Guid NewId() => throw new ExpressionFaultException("A trigger is worked out when it is published; there is nothing to make an id for.");

    /// <summary>There is no instance yet that could keep it, and a script that sorts a list in place means no harm.</summary>
    public void SetVariable(string name, object? value)
    {
    }

    public void SetWorkflowOutput(string name, object? value) => throw new ExpressionFaultException("A trigger sets nothing.");

    public void Diagnose(string message)
    {
    }

    public object? ActivityOutput(string activity, string? output) => null;
}
