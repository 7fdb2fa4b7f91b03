using Trasa.Activities.Scripting.Values;

namespace Trasa.Activities.Scripting.Nodes;

/// <summary>A loop, which may have labels that jumps inside of it name.</summary>
internal abstract class LoopStatement(string[] labels) : JsStatement
{
    /// <summary>Runs the body once; whether the loop is left after it, and how it is then.</summary>
    protected bool Leaves(JsStatement body, JsEnvironment turn, ref object? result, out Completion completion)
    {
        var context = turn.Context;
        context.Step();
        completion = body.Execute(turn, ref result);
        if (completion is Completion.Normal or Completion.Return) return completion == Completion.Return;
        if (context.Label is not null && !labels.Contains(context.Label)) return true;
        context.Label = null;
        var isBreak = completion == Completion.Break;
        completion = Completion.Normal;
        return isBreak;
    }
}

internal sealed class ForStatement(string[] labels, JsStatement? first, JsNode? condition, JsNode? next, JsStatement body) : LoopStatement(labels)
{
    protected override Completion Work(JsEnvironment environment, ref object? result)
    {
        var turn = new JsEnvironment(environment);
        first?.Execute(turn, ref result);
        var keepsNames = first is DeclarationStatement { Kind: DeclarationKind.Let };
        while (condition is null || JsConvert.Truthy(condition.Evaluate(turn)))
        {
            if (Leaves(body, turn, ref result, out var completion)) return completion;
            if (keepsNames) turn = turn.NextTurn();
            next?.Evaluate(turn);
        }

        return Completion.Normal;
    }
}

/// <summary><c>while</c> and <c>do ... while</c>.</summary>
internal sealed class WhileStatement(string[] labels, JsNode condition, JsStatement body, bool isBodyFirst) : LoopStatement(labels)
{
    protected override Completion Work(JsEnvironment environment, ref object? result)
    {
        var turns = isBodyFirst;
        while (turns || JsConvert.Truthy(condition.Evaluate(environment)))
        {
            turns = false;
            if (Leaves(body, environment, ref result, out var completion)) return completion;
        }

        return Completion.Normal;
    }
}

/// <summary><c>for ... of</c> goes through values, <c>for ... in</c> through names.</summary>
internal sealed class ForEachStatement(string[] labels, DeclarationKind? kind, JsPattern target, JsNode source, bool isOverNames, JsStatement body) : LoopStatement(labels)
{
    protected override Completion Work(JsEnvironment environment, ref object? result)
    {
        var value = source.Evaluate(environment);
        var items = isOverNames ? Names(value) : JsIteration.Over(environment.Context, value);
        foreach (var item in items)
        {
            var turn = new JsEnvironment(environment);
            if (kind is { } declared) target.Declare(turn, item, declared);
            else target.Assign(turn, item);
            if (Leaves(body, turn, ref result, out var completion)) return completion;
        }

        return Completion.Normal;
    }

    private static List<object?> Names(object? value) => value is JsObject json ? [.. json.Names()] : [];
}

/// <summary>A statement that is no loop, with a label that a <c>break</c> inside of it may name.</summary>
internal sealed class LabelledStatement(string label, JsStatement body) : JsStatement
{
    protected override Completion Work(JsEnvironment environment, ref object? result)
    {
        var completion = body.Execute(environment, ref result);
        if (completion != Completion.Break || environment.Context.Label != label) return completion;
        environment.Context.Label = null;
        return Completion.Normal;
    }
}
