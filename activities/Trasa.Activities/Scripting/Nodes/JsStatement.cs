using System.Runtime.CompilerServices;
using Trasa.Activities.Scripting.Values;

namespace Trasa.Activities.Scripting.Nodes;

internal enum Completion
{
    Normal,
    Break,
    Continue,
    Return,
}

/// <summary>A statement. <c>result</c> is what the script is worth so far: its last expression, or what it returned.</summary>
internal abstract class JsStatement
{
    public Completion Execute(JsEnvironment environment, ref object? result)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        return Work(environment, ref result);
    }

    protected abstract Completion Work(JsEnvironment environment, ref object? result);
}

internal sealed class EmptyStatement : JsStatement
{
    protected override Completion Work(JsEnvironment environment, ref object? result) => Completion.Normal;
}

internal sealed class ExpressionStatement(JsNode expression) : JsStatement
{
    protected override Completion Work(JsEnvironment environment, ref object? result)
    {
        result = expression.Evaluate(environment);
        return Completion.Normal;
    }
}

internal sealed record JsDeclarator(JsPattern Target, JsNode? Value);

internal sealed class DeclarationStatement(DeclarationKind kind, JsDeclarator[] declarators) : JsStatement
{
    public DeclarationKind Kind => kind;

    protected override Completion Work(JsEnvironment environment, ref object? result)
    {
        foreach (var (target, value) in declarators)
        {
            if (value is not null) target.Declare(environment, value.Evaluate(environment), kind);
            else if (kind == DeclarationKind.Var && target is NamePattern name) environment.DeclareVar(name.Name, JsUndefined.Value, isGiven: false);
            else target.Declare(environment, JsUndefined.Value, kind);
        }

        return Completion.Normal;
    }
}

internal sealed class FunctionStatement(FunctionNode function) : JsStatement
{
    public FunctionNode Function => function;

    protected override Completion Work(JsEnvironment environment, ref object? result) => Completion.Normal;
}

/// <summary>Statements in a row; functions declared among them are known from the first one on.</summary>
internal sealed class BlockStatement(JsStatement[] statements, bool ownsNames) : JsStatement
{
    private readonly FunctionStatement[] _functions = [.. statements.OfType<FunctionStatement>()];

    protected override Completion Work(JsEnvironment environment, ref object? result)
    {
        var inner = ownsNames ? new JsEnvironment(environment) : environment;
        foreach (var function in _functions) inner.Declare(function.Function.Name!, function.Function.Declare(inner));
        foreach (var statement in statements)
        {
            inner.Context.Step();
            var completion = statement.Execute(inner, ref result);
            if (completion != Completion.Normal) return completion;
        }

        return Completion.Normal;
    }
}

internal sealed record IfBranch(JsNode Condition, JsStatement Then);

/// <summary>A chain of <c>if ... else if ...</c>, however long, is one statement.</summary>
internal sealed class IfStatement(IfBranch[] branches, JsStatement? otherwise) : JsStatement
{
    protected override Completion Work(JsEnvironment environment, ref object? result)
    {
        foreach (var branch in branches)
            if (JsConvert.Truthy(branch.Condition.Evaluate(environment))) return branch.Then.Execute(environment, ref result);
        return otherwise?.Execute(environment, ref result) ?? Completion.Normal;
    }
}

internal sealed class JumpStatement(Completion completion, JsNode? value, string? label = null) : JsStatement
{
    protected override Completion Work(JsEnvironment environment, ref object? result)
    {
        if (completion == Completion.Return) result = value is null ? JsUndefined.Value : value.Evaluate(environment);
        else environment.Context.Label = label;
        return completion;
    }
}

internal sealed class ThrowStatement(JsNode value) : JsStatement
{
    protected override Completion Work(JsEnvironment environment, ref object? result) => throw new JsThrow(value.Evaluate(environment));
}

internal sealed class TryStatement(JsStatement body, JsPattern? name, JsStatement? handler, JsStatement? last) : JsStatement
{
    protected override Completion Work(JsEnvironment environment, ref object? result)
    {
        var completion = Completion.Normal;
        JsThrow? pending = null;
        try
        {
            completion = body.Execute(environment, ref result);
        }
        catch (JsThrow thrown)
        {
            pending = thrown;
        }

        if (pending is not null && handler is not null) completion = Handle(environment, ref pending, ref result);
        if (last is not null && Last(environment, ref result) is { } ending) return ending;
        return pending is null ? completion : throw pending;
    }

    /// <summary>What stands in <c>finally</c>; null when the statement ends as it would have without it.</summary>
    private Completion? Last(JsEnvironment environment, ref object? result)
    {
        var label = environment.Context.Label;
        object? own = JsUndefined.Value;
        var ending = last!.Execute(environment, ref own);
        if (ending == Completion.Normal)
        {
            environment.Context.Label = label;
            return null;
        }

        if (ending == Completion.Return) result = own;
        return ending;
    }

    private Completion Handle(JsEnvironment environment, ref JsThrow? pending, ref object? result)
    {
        var inner = new JsEnvironment(environment);
        name?.Declare(inner, pending!.Value, DeclarationKind.Let);
        try
        {
            var completion = handler!.Execute(inner, ref result);
            pending = null;
            return completion;
        }
        catch (JsThrow again)
        {
            pending = again;
            return Completion.Normal;
        }
    }
}

internal sealed record SwitchClause(JsNode? Test, JsStatement[] Body);

internal sealed class SwitchStatement(JsNode value, SwitchClause[] clauses) : JsStatement
{
    protected override Completion Work(JsEnvironment environment, ref object? result)
    {
        var inner = new JsEnvironment(environment);
        var wanted = value.Evaluate(inner);
        var start = Array.FindIndex(clauses, clause => clause.Test is { } test && JsConvert.StrictlyEqual(wanted, test.Evaluate(inner)));
        if (start < 0) start = Array.FindIndex(clauses, clause => clause.Test is null);
        for (var index = start; index >= 0 && index < clauses.Length; index++)
        {
            foreach (var statement in clauses[index].Body)
            {
                inner.Context.Step();
                var completion = statement.Execute(inner, ref result);
                if (completion == Completion.Break && inner.Context.Label is null) return Completion.Normal;
                if (completion != Completion.Normal) return completion;
            }
        }

        return Completion.Normal;
    }
}
