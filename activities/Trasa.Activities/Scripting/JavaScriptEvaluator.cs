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

    public IReadOnlyList<string> Types { get; } = ["JavaScript", "javascript"];

    public CompiledExpression Compile(ExpressionSource source, ExpressionSight sight) => new Script(source.Text, budget);
}

/// <summary>A script, parsed once.</summary>
internal sealed class Script(string source, JsBudget budget) : CompiledExpression
{
    private readonly JsStatement _program = JsParser.ParseScript(source);

    public override object? Evaluate(IExpressionScope scope) => Run(scope).Value;

    /// <summary>Runs it; the outcomes are null when the script chose none.</summary>
    /// <exception cref="ExpressionFaultException">It threw, or a limit stopped it.</exception>
    public (object? Value, IReadOnlyList<string>? Outcomes) Run(IExpressionScope scope)
    {
        var context = new JsContext(scope, budget);
        object? result = JsUndefined.Value;
        try
        {
            _program.Execute(new JsEnvironment(null) { Context = context, IsFunction = true }, ref result);
            return (JsConvert.ToWorkflow(result), context.Outcomes);
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
            throw new ExpressionFaultException("The script is nested too deeply.");
        }
    }
}
