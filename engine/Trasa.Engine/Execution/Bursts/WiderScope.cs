using Trasa.Engine.Expressions;

namespace Trasa.Engine.Execution.Bursts;

/// <summary>What an execution sees, and names beside it that hide its own.</summary>
internal sealed class WiderScope(IExpressionScope scope, IReadOnlyDictionary<string, object?> beside) : IExpressionScope
{
    public Guid InstanceId => scope.InstanceId;

    public string DefinitionKey => scope.DefinitionKey;

    public int DefinitionVersion => scope.DefinitionVersion;

    public string? InstanceName
    {
        get => scope.InstanceName;
        set => scope.InstanceName = value;
    }

    public string? CorrelationId
    {
        get => scope.CorrelationId;
        set => scope.CorrelationId = value;
    }

    public DateTimeOffset Now => scope.Now;

    public IReadOnlyDictionary<string, object?> WorkflowInput => scope.WorkflowInput;

    public object? LastResult => scope.LastResult;

    public IEnumerable<string> VariableNames => beside.Keys.Concat(scope.VariableNames);

    public IEnumerable<string> ActivityNames => scope.ActivityNames;

    public Guid NewId() => scope.NewId();

    public bool TryGetVariable(string name, out object? value) => beside.TryGetValue(name, out value) || scope.TryGetVariable(name, out value);

    /// <summary>What is beside belongs to nobody: a change of it ends with the expression.</summary>
    public void SetVariable(string name, object? value)
    {
        if (!beside.ContainsKey(name)) scope.SetVariable(name, value);
    }

    public void SetWorkflowOutput(string name, object? value) => scope.SetWorkflowOutput(name, value);

    public void Diagnose(string message) => scope.Diagnose(message);

    public object? ActivityOutput(string activity, string? output) => scope.ActivityOutput(activity, output);
}
