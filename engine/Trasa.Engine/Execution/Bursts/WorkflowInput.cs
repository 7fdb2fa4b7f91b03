using Trasa.Engine.Execution.Plans;
using Trasa.Engine.Values;

namespace Trasa.Engine.Execution.Bursts;

/// <summary>What an instance is started with, brought to the declared types, with the defaults of what is not given.</summary>
internal static class WorkflowInput
{
    public static IReadOnlyDictionary<string, object?> Complete(WorkflowPlan plan, IReadOnlyDictionary<string, object?> given)
    {
        if (plan.Inputs.Length == 0) return given;
        var input = new Dictionary<string, object?>(given.Count, StringComparer.Ordinal);
        foreach (var (name, value) in given) input[name] = ValueConversion.Canonical(value);
        foreach (var parameter in plan.Inputs)
        {
            var found = Find(input, parameter.Name, out var value);
            input[parameter.Name] = found ? Convert(value, parameter) : parameter.Default;
        }

        return input;
    }

    /// <summary>By name or, as callers write camelCase, by the name with a small first letter.</summary>
    private static bool Find(Dictionary<string, object?> input, string name, out object? value)
    {
        if (input.TryGetValue(name, out value)) return true;
        return name.Length > 0 && input.Remove(char.ToLowerInvariant(name[0]) + name[1..], out value);
    }

    /// <summary>A value that does not fit stays as it came: the activity that uses it says what is wrong.</summary>
    private static object? Convert(object? value, PlanParameter parameter)
    {
        try
        {
            return TypeAlias.Convert(value, parameter.Type);
        }
        catch (ActivityFaultException)
        {
            return value;
        }
    }
}
