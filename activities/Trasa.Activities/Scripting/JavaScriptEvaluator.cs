using System.Text.RegularExpressions;
using Trasa.Activities.Scripting.Nodes;
using Trasa.Activities.Scripting.Syntax;
using Trasa.Activities.Scripting.Values;
using Trasa.Engine.Expressions;
using Trasa.Model.Validation;
using Trasa.Model.Workflows;

namespace Trasa.Activities.Scripting;

/// <summary>
/// The JavaScript of Elsa's definitions, run by an interpreter of our own: no CLR, no I/O, no clock but the burst's, and a budget
/// of steps, time, call depth and memory.
/// </summary>
internal sealed class JavaScriptEvaluator(JsBudget budget) : IExpressionEvaluator
{
    public JavaScriptEvaluator()
        : this(JsBudget.Default)
    {
    }

    private readonly JavaScriptNames _names = new();

    public IReadOnlyList<string> Types { get; } = ["JavaScript", "javascript"];

    public CompiledExpression Compile(ExpressionSource source, ExpressionSight sight) => new Script(source.Text, budget, IsCondition(source.TypeName));

    public IEnumerable<ExpressionFinding> Inspect(ExpressionSource source, ExpressionSight sight) => _names.Missing(source.Text, sight);

    private static bool IsCondition(string? type) =>
        type is not null && (type is "Boolean" or "Bool" or "bool" or "Boolean?" || type.StartsWith("System.Boolean", StringComparison.Ordinal));
}

/// <summary>A script, parsed once.</summary>
/// <param name="source">Its text.</param>
/// <param name="budget">What a run may cost.</param>
/// <param name="isCondition">Whether true or false is wanted: a number is one of them, as everywhere in JavaScript.</param>
internal sealed class Script(string source, JsBudget budget, bool isCondition = false) : CompiledExpression
{
    private readonly JsStatement _program = JsParser.ParseScript(source);

    public override object? Evaluate(IExpressionScope scope) => Run(scope).Value;

    /// <summary>Runs it; the outcomes are null when the script chose none.</summary>
    /// <exception cref="ExpressionFaultException">It threw, or a limit stopped it.</exception>
    public (object? Value, IReadOnlyList<string>? Outcomes) Run(IExpressionScope scope)
    {
        var context = new JsContext(scope, budget);
        object? value = null;
        try
        {
            context.Run(() => value = Work(context));
            return (value, context.Outcomes);
        }
        catch (JsThrow thrown)
        {
            throw new ExpressionFaultException($"The script threw {thrown.Message}", thrown);
        }
        catch (JsLimitException limit)
        {
            throw new ExpressionFaultException(limit.Message);
        }
        catch (RegexMatchTimeoutException)
        {
            throw new ExpressionFaultException("A regular expression took longer than 250 ms.");
        }
        catch (InsufficientExecutionStackException)
        {
            throw new ExpressionFaultException("Calls or values are nested too deeply, which is a limit of scripts.");
        }
    }

    private object? Work(JsContext context)
    {
        var outermost = new JsEnvironment(null) { Context = context, Frame = new(null), IsFunction = true };
        outermost.Frame.Self = new GlobalObject(outermost);
        context.Outermost = outermost;
        object? result = JsUndefined.Value;
        _program.Execute(outermost, ref result);
        var value = isCondition && result is double number ? JsConvert.Truthy(number) : WorkflowValues.Write(result);
        context.Variables.WriteBack();
        return value;
    }
}
