using System.Collections.Concurrent;
using Trasa.Engine.Execution;
using Trasa.Engine.Expressions;
using Trasa.Model.Activities;

namespace Trasa.Activities.Scripting;

/// <summary>Runs a script, which may choose by which outcomes to leave.</summary>
internal sealed class RunJavaScript : Activity
{
    private readonly ConcurrentDictionary<string, Script> _scripts = new(StringComparer.Ordinal);

    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "Elsa.RunJavaScript",
        Category = "Scripting",
        DisplayName = "Run JavaScript",
        Description = "Runs a script.",
        Inputs =
        [
            new("script", "String", "The script.", Required: true, Editor: "code"),
            new("possibleOutcomes", "String[]", "The outcomes that the script may choose with setOutcome."),
        ],
        Outputs = [new("result", "Object", "What the script is worth.")],
        OutcomesFrom = "possibleOutcomes",
    };

    public override ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellationToken)
    {
        var (value, outcomes) = Compile(context.Input<string>("script") ?? "").Run((IExpressionScope)context);
        context.Output("result", value);
        context.Complete(outcomes ?? ["Done"]);
        return ValueTask.CompletedTask;
    }

    private Script Compile(string source)
    {
        if (_scripts.TryGetValue(source, out var known)) return known;
        // Scripts may be put together at run time: the cache must not grow for ever.
        if (_scripts.Count >= 1_000) _scripts.Clear();
        try
        {
            return _scripts[source] = new(source, JsBudget.Default);
        }
        catch (ExpressionSyntaxException fault)
        {
            throw new ActivityFaultException(fault.Message, fault);
        }
    }
}
