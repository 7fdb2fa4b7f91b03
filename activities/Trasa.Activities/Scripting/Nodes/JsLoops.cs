using Trasa.Activities.Scripting.Values;

namespace Trasa.Activities.Scripting.Nodes;

internal sealed class ForStatement(JsStatement? first, JsNode? condition, JsNode? next, JsStatement body) : JsStatement
{
    public override Completion Execute(JsEnvironment environment, ref object? result)
    {
        var turn = new JsEnvironment(environment);
        first?.Execute(turn, ref result);
        var keepsNames = first is DeclarationStatement { Kind: DeclarationKind.Let };
        while (condition is null || JsConvert.Truthy(condition.Evaluate(turn)))
        {
            turn.Context.Step();
            var completion = body.Execute(turn, ref result);
            if (completion == Completion.Break) break;
            if (completion == Completion.Return) return completion;
            if (keepsNames) turn = turn.NextTurn();
            next?.Evaluate(turn);
        }

        return Completion.Normal;
    }
}

/// <summary><c>while</c> and <c>do ... while</c>.</summary>
internal sealed class WhileStatement(JsNode condition, JsStatement body, bool isBodyFirst) : JsStatement
{
    public override Completion Execute(JsEnvironment environment, ref object? result)
    {
        var turns = isBodyFirst;
        while (turns || JsConvert.Truthy(condition.Evaluate(environment)))
        {
            turns = false;
            environment.Context.Step();
            var completion = body.Execute(environment, ref result);
            if (completion == Completion.Break) break;
            if (completion == Completion.Return) return completion;
        }

        return Completion.Normal;
    }
}

/// <summary><c>for ... of</c> goes through values, <c>for ... in</c> through names.</summary>
internal sealed class ForEachStatement(DeclarationKind? kind, JsPattern target, JsNode source, bool isOverNames, JsStatement body) : JsStatement
{
    public override Completion Execute(JsEnvironment environment, ref object? result)
    {
        var value = source.Evaluate(environment);
        var items = isOverNames ? Names(value) : JsIteration.Of(environment.Context, value);
        foreach (var item in items)
        {
            environment.Context.Step();
            var turn = new JsEnvironment(environment);
            if (kind is { } declared) target.Declare(turn, item, declared);
            else target.Assign(turn, item);
            var completion = body.Execute(turn, ref result);
            if (completion == Completion.Break) break;
            if (completion == Completion.Return) return completion;
        }

        return Completion.Normal;
    }

    private static List<object?> Names(object? value) => value is JsObject json ? [.. json.Keys] : [];
}
