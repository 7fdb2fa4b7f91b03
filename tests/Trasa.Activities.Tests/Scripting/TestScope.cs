using Trasa.Engine.Expressions;

namespace Trasa.Activities.Tests.Scripting;

/// <summary>A scope of plain dictionaries.</summary>
internal sealed class TestScope : IExpressionScope
{
    public Dictionary<string, object?> Variables { get; } = [];

    public Dictionary<string, object?> Outputs { get; } = [];

    public Guid InstanceId { get; } = new("0198c0de-0000-7000-8000-000000000001");

    public string DefinitionKey => "test";

    public int DefinitionVersion => 3;

    public string? InstanceName { get; set; }

    public string? CorrelationId { get; set; }

    public DateTimeOffset Now { get; } = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    public Dictionary<string, object?> Input { get; } = [];

    public IReadOnlyDictionary<string, object?> WorkflowInput => Input;

    public object? LastResult { get; set; }

    public IEnumerable<string> VariableNames => Variables.Keys;

    public IEnumerable<string> ActivityNames { get; } = ["Step1", "My Step"];

    public Guid NewId() => InstanceId;

    public bool TryGetVariable(string name, out object? value) => Variables.TryGetValue(name, out value);

    public void SetVariable(string name, object? value) => Variables[name] = value;

    public void SetWorkflowOutput(string name, object? value) => Outputs[name] = value;

    public void Diagnose(string message)
    {
    }

    public object? ActivityOutput(string activity, string? output) => activity == "Step1" && output is null or "Result" ? "from step" : null;
}
