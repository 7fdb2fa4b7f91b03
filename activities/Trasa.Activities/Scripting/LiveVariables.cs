using Trasa.Activities.Scripting.Values;
using Trasa.Engine.Expressions;

namespace Trasa.Activities.Scripting;

/// <summary>
/// The variables that a run has touched. Each has one value during the run, so what a script changes inside of it
/// (<c>variables.List.push(1)</c>) is changed for all of the script, and is written back when the script is done.
/// </summary>
internal sealed class LiveVariables(IExpressionScope scope)
{
    private readonly Dictionary<string, (JsObject Value, object? Original)> _live = new(StringComparer.Ordinal);

    public bool TryGet(string name, out object? value)
    {
        if (_live.TryGetValue(name, out var known))
        {
            value = known.Value;
            return true;
        }

        value = null;
        if (!scope.TryGetVariable(name, out var original)) return false;
        value = WorkflowValues.Read(original);
        if (value is JsObject json) _live[name] = (json, original);
        return true;
    }

    public void Set(string name, object? value)
    {
        _live.Remove(name);
        // What is no number is no value for a variable of numbers.
        var written = value is double number && !double.IsFinite(number) ? null : WorkflowValues.Write(value);
        scope.SetVariable(name, written);
        if (value is not (JsArray or JsDate or JsObject { ClassName: "Object" })) return;
        // A variable with a type may have made another value of it; that one is read then.
        if (scope.TryGetVariable(name, out var stored) && ReferenceEquals(stored, written)) _live[name] = ((JsObject)value, written);
    }

    /// <summary>Sets the variables whose values the script changed inside, and no others: what is set is said in the journal.</summary>
    public void WriteBack()
    {
        foreach (var (name, (value, original)) in _live.ToList())
            if (!WorkflowValues.IsUnchanged(value, original)) scope.SetVariable(name, WorkflowValues.Write(value));
    }
}
