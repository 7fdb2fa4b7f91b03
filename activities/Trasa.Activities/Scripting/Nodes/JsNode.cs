using System.Runtime.CompilerServices;
using Trasa.Activities.Scripting.Values;

namespace Trasa.Activities.Scripting.Nodes;

/// <summary>An expression of a script, ready to be worked out.</summary>
internal abstract class JsNode
{
    /// <summary>A tree is walked on the stack, and a script may be worked out where less of it is left than where it was parsed.</summary>
    public object? Evaluate(JsEnvironment environment)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        return Work(environment);
    }

    protected abstract object? Work(JsEnvironment environment);
}

/// <summary>An expression that can stand on the left of an assignment, and patterns.</summary>
internal interface IJsTarget
{
    void Assign(JsEnvironment environment, object? value);
}

internal sealed class LiteralNode(object? value) : JsNode
{
    /// <summary>The text that it is, or null.</summary>
    public string? Text => value as string;

    /// <summary>Boxed once, as every value is that a script hands through.</summary>
    protected override object? Work(JsEnvironment environment) => value;
}

internal sealed class RegExpNode(string source, string flags) : JsNode
{
    protected override object? Work(JsEnvironment environment) => Library.Patterns.Make(source, flags);
}

internal sealed class NameNode(string name) : JsNode, IJsTarget
{
    public string Name => name;

    protected override object? Work(JsEnvironment environment) =>
        TryEvaluate(environment, out var value) ? value : throw JsThrow.Reference($"{name} is not defined");

    public bool TryEvaluate(JsEnvironment environment, out object? value)
    {
        if (environment.Find(name) is { } slot)
        {
            value = slot.Value;
            return true;
        }

        return ElsaGlobals.TryGet(environment.Context, name, out value) || Library.Realm.TryGet(name, out value);
    }

    public void Assign(JsEnvironment environment, object? value)
    {
        if (environment.Find(name) is not { } slot) environment.Context.Outermost!.DeclareVar(name, value, isGiven: true);
        else if (slot.IsConstant) throw JsThrow.Type($"Assignment to constant variable '{name}'");
        else slot.Value = value;
    }
}

internal sealed class ThisNode : JsNode
{
    protected override object? Work(JsEnvironment environment) => environment.Frame.Self ?? JsUndefined.Value;
}

internal sealed class ArrayNode(JsNode[] items) : JsNode
{
    protected override object? Work(JsEnvironment environment) => new JsArray(Spread(items, environment));

    /// <summary>Items or arguments, spread ones unrolled.</summary>
    public static List<object?> Spread(JsNode[] nodes, JsEnvironment environment)
    {
        var values = new List<object?>(nodes.Length);
        foreach (var node in nodes)
        {
            if (node is SpreadNode spread) values.AddRange(JsIteration.Of(environment.Context, spread.Inner.Evaluate(environment)));
            else values.Add(node.Evaluate(environment));
        }

        environment.Context.Charge(values.Count);
        return values;
    }
}

internal sealed class SpreadNode(JsNode inner) : JsNode
{
    public JsNode Inner => inner;

    protected override object? Work(JsEnvironment environment) => inner.Evaluate(environment);
}

internal sealed class SequenceNode(JsNode[] nodes) : JsNode
{
    protected override object? Work(JsEnvironment environment)
    {
        object? value = JsUndefined.Value;
        foreach (var node in nodes) value = node.Evaluate(environment);
        return value;
    }
}

internal sealed class ConditionalNode(JsNode condition, JsNode then, JsNode otherwise) : JsNode
{
    protected override object? Work(JsEnvironment environment) =>
        (JsConvert.Truthy(condition.Evaluate(environment)) ? then : otherwise).Evaluate(environment);
}
