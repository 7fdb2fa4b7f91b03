namespace Trasa.Engine.Expressions;

/// <summary>What an expression sees of its run: the variables of the containers around it, innermost first, and the instance.</summary>
public interface IExpressionScope
{
    Guid InstanceId { get; }

    string DefinitionKey { get; }

    int DefinitionVersion { get; }

    string? InstanceName { get; set; }

    string? CorrelationId { get; set; }

    /// <summary>The instant of the burst.</summary>
    DateTimeOffset Now { get; }

    /// <summary>What the instance was started with.</summary>
    IReadOnlyDictionary<string, object?> WorkflowInput { get; }

    /// <summary>What the last completed activity of this burst put out, or null.</summary>
    object? LastResult { get; }

    /// <summary>The names of the variables in sight, in a loop <c>CurrentValue</c> and <c>CurrentIndex</c> too.</summary>
    IEnumerable<string> VariableNames { get; }

    /// <summary>By what the activities of the workflow are asked for their outputs: ids and names, some of them twice.</summary>
    IEnumerable<string> ActivityNames { get; }

    Guid NewId();

    bool TryGetVariable(string name, out object? value);

    void SetVariable(string name, object? value);

    void SetWorkflowOutput(string name, object? value);

    /// <summary>Notes in the journal why a value is not there.</summary>
    void Diagnose(string message);

    /// <summary>What an activity put out in this burst, by its id or name; null when it did not.</summary>
    object? ActivityOutput(string activity, string? output);
}
