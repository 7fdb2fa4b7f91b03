using Trasa.Activities.Scripting.Values;

namespace Trasa.Activities.Scripting.Nodes;

/// <summary>An expression of a script, ready to be worked out.</summary>
internal abstract class JsNode
{
    public abstract object? Evaluate(JsEnvironment environment);
}

/// <summary>An expression that can stand on the left of an assignment, and patterns.</summary>
internal interface IJsTarget
{
    void Assign(JsEnvironment environment, object? value);
}

internal sealed class LiteralNode(object? value) : JsNode
{
    public override object? Evaluate(JsEnvironment environment) => value;
}

internal sealed class RegExpNode(string source, string flags) : JsNode
{
    public override object? Evaluate(JsEnvironment environment) => Library.Patterns.Make(source, flags);
}

internal sealed class TemplateNode(string[] texts, JsNode[] values) : JsNode
{
    public override object? Evaluate(JsEnvironment environment)
    {
        var text = new System.Text.StringBuilder(texts[0]);
        for (var index = 0; index < values.Length; index++)
            text.Append(JsConvert.ToText(values[index].Evaluate(environment))).Append(texts[index + 1]);
        environment.Context.Charge(text.Length);
        return text.ToString();
    }
}

internal sealed class NameNode(string name) : JsNode, IJsTarget
{
    public string Name => name;

    public override object? Evaluate(JsEnvironment environment) =>
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
        if (environment.Find(name) is not { } slot) environment.DeclareVar(name, value, isGiven: true);
        else if (slot.IsConstant) throw JsThrow.Type($"Assignment to constant variable '{name}'");
        else slot.Value = value;
    }
}

internal sealed class ThisNode : JsNode
{
    public override object? Evaluate(JsEnvironment environment) => environment.Self ?? JsUndefined.Value;
}

internal sealed class ArrayNode(JsNode[] items) : JsNode
{
    public override object? Evaluate(JsEnvironment environment) => new JsArray(Spread(items, environment));

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

    public override object? Evaluate(JsEnvironment environment) => inner.Evaluate(environment);
}

/// <summary>A property of an object literal; without a key it is a spread.</summary>
internal sealed record JsMember(JsNode? Key, JsNode Value);

internal sealed class ObjectNode(JsMember[] members) : JsNode
{
    public override object? Evaluate(JsEnvironment environment)
    {
        var json = new JsObject(Library.Realm.Object);
        foreach (var member in members)
        {
            if (member.Key is { } key) json.Set(JsConvert.ToText(key.Evaluate(environment)), member.Value.Evaluate(environment));
            else Copy(member.Value.Evaluate(environment), json);
        }

        environment.Context.Charge(members.Length);
        return json;
    }

    private static void Copy(object? from, JsObject to)
    {
        if (from is not JsObject source) return;
        foreach (var name in source.Keys) to.Set(name, source.Get(name));
    }
}

internal sealed class SequenceNode(JsNode[] nodes) : JsNode
{
    public override object? Evaluate(JsEnvironment environment)
    {
        object? value = JsUndefined.Value;
        foreach (var node in nodes) value = node.Evaluate(environment);
        return value;
    }
}

internal sealed class ConditionalNode(JsNode condition, JsNode then, JsNode otherwise) : JsNode
{
    public override object? Evaluate(JsEnvironment environment) =>
        (JsConvert.Truthy(condition.Evaluate(environment)) ? then : otherwise).Evaluate(environment);
}

/// <summary>A function, arrow or method of the script.</summary>
internal sealed class FunctionNode(string? name, IReadOnlyList<JsParameter> parameters, JsStatement? body, JsNode? expression, bool isArrow) : JsNode
{
    public string? Name => name;

    public IReadOnlyList<JsParameter> Parameters => parameters;

    public bool IsArrow => isArrow;

    public override object? Evaluate(JsEnvironment environment)
    {
        if (name is null || isArrow) return new ScriptFunction(this, environment, environment.Self);
        var own = new JsEnvironment(environment);
        var function = new ScriptFunction(this, own, environment.Self);
        own.Declare(name, function);
        return function;
    }

    public ScriptFunction Declare(JsEnvironment environment) => new(this, environment, environment.Self);

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
    }

    public object? Run(JsEnvironment environment)
    {
        if (expression is not null) return expression.Evaluate(environment);
        object? result = JsUndefined.Value;
        return body!.Execute(environment, ref result) == Completion.Return ? result : JsUndefined.Value;
    }
}

internal sealed record JsParameter(JsPattern Target, JsNode? Default, bool IsRest);
