using Trasa.Activities.Scripting.Values;

namespace Trasa.Activities.Scripting.Nodes;

/// <summary>A function, arrow or method of the script.</summary>
internal sealed class FunctionNode(string? name, IReadOnlyList<JsParameter> parameters, FunctionBody body, bool isArrow) : JsNode
{
    public string? Name => name;

    public bool IsArrow => isArrow;

    /// <summary>How many parameters it wants before the first that may be left out.</summary>
    public int Length => parameters.TakeWhile(parameter => parameter.Default is null && !parameter.IsRest).Count();

    protected override object? Work(JsEnvironment environment)
    {
        if (name is null || isArrow) return new ScriptFunction(this, environment);
        var own = new JsEnvironment(environment);
        var function = new ScriptFunction(this, own);
        own.Declare(name, function);
        return function;
    }

    public ScriptFunction Declare(JsEnvironment environment) => new(this, environment);

    public void Bind(JsEnvironment environment, object?[] arguments)
    {
        if (!isArrow) environment.Declare("arguments", new JsArray([.. arguments]));
        for (var index = 0; index < parameters.Count; index++)
        {
            var parameter = parameters[index];
            object? value = parameter.IsRest ? new JsArray([.. arguments.Skip(index)])
                : index < arguments.Length ? arguments[index] : JsUndefined.Value;
            if (value is JsUndefined && parameter.Default is { } given) value = given.Evaluate(environment);
            parameter.Target.Declare(environment, value, DeclarationKind.Let);
        }

        foreach (var variable in body.Variables) environment.DeclareVar(variable, JsUndefined.Value, isGiven: false);
    }

    public object? Run(JsEnvironment environment)
    {
        if (body.Expression is not null) return body.Expression.Evaluate(environment);
        object? result = JsUndefined.Value;
        return body.Block!.Execute(environment, ref result) == Completion.Return ? result : JsUndefined.Value;
    }
}

/// <summary>What a function does: statements, or for an arrow an expression.</summary>
/// <param name="Block">The statements.</param>
/// <param name="Expression">The expression.</param>
/// <param name="Variables">Names that <c>var</c> declares anywhere in it; they are there from its beginning.</param>
internal sealed record FunctionBody(JsStatement? Block, JsNode? Expression, IReadOnlyList<string> Variables);

internal sealed record JsParameter(JsPattern Target, JsNode? Default, bool IsRest);
