using Trasa.Engine.Values;
using Trasa.Model.Validation;

namespace Trasa.Engine.Execution.Plans;

/// <summary>The variables of a workflow or container, and those around them.</summary>
internal sealed class PlanScope
{
    private readonly Dictionary<string, PlanVariable> _inSight;

    /// <param name="owner">The container; null for the workflow itself.</param>
    /// <param name="outer">The variables around it.</param>
    /// <param name="variables">Its own.</param>
    /// <param name="inputs">Names of the workflow's inputs, for the outermost.</param>
    public PlanScope(PlanNode? owner, PlanScope? outer, IReadOnlyList<PlanVariable> variables, IEnumerable<string>? inputs = null)
    {
        Owner = owner;
        Variables = [.. variables];
        _inSight = outer is null ? new(StringComparer.Ordinal) : new(outer._inSight, StringComparer.Ordinal);
        foreach (var variable in variables) _inSight[variable.Name] = variable;
        // An id finds its variable unless a variable of that name is nearer.
        foreach (var variable in variables) _inSight.TryAdd(variable.Id, variable);
        Sight = ExpressionSight.Of((outer?.Names ?? inputs ?? []).Concat(variables.Select(variable => variable.Name)));
    }

    public PlanNode? Owner { get; set; }

    public PlanVariable[] Variables { get; }

    /// <summary>The names in sight, inputs of the workflow included.</summary>
    public IEnumerable<string> Names => Sight.Types.Keys;

    public ExpressionSight Sight { get; }

    public PlanVariable? Find(string nameOrId) => _inSight.GetValueOrDefault(nameOrId);

    public object?[] Defaults() => Array.ConvertAll(Variables, variable => variable.Default);
}

/// <param name="Id">Its identifier, which outputs are bound to.</param>
/// <param name="Name">As expressions call it.</param>
/// <param name="Type">What its values are brought to.</param>
/// <param name="Default">Its first value.</param>
/// <param name="Slot">Its number within its scope.</param>
internal sealed record PlanVariable(string Id, string Name, TypeAlias.Kind Type, object? Default, int Slot)
{
    public PlanScope Scope { get; set; } = null!;
}
