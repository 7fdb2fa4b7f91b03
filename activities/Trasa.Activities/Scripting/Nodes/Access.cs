using Trasa.Activities.Scripting.Library;
using Trasa.Activities.Scripting.Values;

namespace Trasa.Activities.Scripting.Nodes;

/// <summary><c>a.b</c>, <c>a[b]</c>, <c>a?.b</c>. A chain ends with undefined where its optional link is missing.</summary>
internal sealed class MemberNode(JsNode target, JsNode key, bool isOptional) : JsNode, IJsTarget
{
    protected override object? Work(JsEnvironment environment) => Read(environment, out _);

    public object? Read(JsEnvironment environment, out object? self)
    {
        self = target.Evaluate(environment);
        if (ReferenceEquals(self, Missing.Value)) return Missing.Value;
        if (isOptional && JsConvert.IsNothing(self)) return Missing.Value;
        var name = key.Evaluate(environment);
        if (target is SuperNode && self is JsObject above)
        {
            self = environment.Frame.Self;
            return above.Get(JsConvert.ToKey(name), self);
        }

        if (self is JsArray array && name is double index && index == (int)index) return array.At((int)index);
        return Get(self, JsConvert.ToKey(name));
    }

    public static object? Get(object? self, string name) => self switch
    {
        JsObject json => json.Get(name),
        string text => TextMember(text, name),
        double => Realm.Number.Get(name, self),
        bool => Realm.Boolean.Get(name, self),
        JsSymbol => Realm.Symbol.Get(name, self),
        _ => throw JsThrow.Type($"Cannot read properties of {JsDisplay.Of(self)} (reading '{name}')"),
    };

    public void Assign(JsEnvironment environment, object? value)
    {
        var self = target is SuperNode ? environment.Frame.Self : target.Evaluate(environment);
        var name = key.Evaluate(environment);
        if (self is JsArray array && name is double index && index >= 0 && index == (int)index) array.SetAt((int)index, value);
        else if (self is JsObject json) json.Set(JsConvert.ToKey(name), value);
        else if (JsConvert.IsNothing(self)) throw JsThrow.Type($"Cannot set properties of {JsDisplay.Of(self)} (setting '{JsConvert.ToKey(name)}')");
        environment.Context.Charge(1);
    }

    public bool Delete(JsEnvironment environment) =>
        target.Evaluate(environment) is not JsObject json || json.Delete(JsConvert.ToKey(key.Evaluate(environment)));

    private static object? TextMember(string text, string name)
    {
        if (name == "length") return (double)text.Length;
        if (JsArray.Index(name) is { } index) return index < text.Length ? text[index].ToString() : JsUndefined.Value;
        return Realm.String.Get(name, text);
    }

    /// <summary>The name of what is read, for messages.</summary>
    public string? Name => (key as LiteralNode)?.Text;
}

/// <summary>Stands for the rest of a chain after a missing optional link.</summary>
internal sealed class Missing
{
    public static readonly Missing Value = new();
}

/// <summary>A whole chain with an optional link.</summary>
internal sealed class ChainNode(JsNode inner) : JsNode
{
    protected override object? Work(JsEnvironment environment) =>
        inner.Evaluate(environment) is var value && ReferenceEquals(value, Missing.Value) ? JsUndefined.Value : value;
}

internal sealed class CallNode(JsNode callee, JsNode[] arguments, bool isOptional) : JsNode
{
    protected override object? Work(JsEnvironment environment)
    {
        object? self = JsUndefined.Value;
        var function = callee is MemberNode member ? member.Read(environment, out self) : callee.Evaluate(environment);
        if (ReferenceEquals(function, Missing.Value)) return Missing.Value;
        if (isOptional && JsConvert.IsNothing(function)) return Missing.Value;
        if (function is not JsFunction known) throw JsThrow.Type($"{Describe()} is not a function");
        return known.Call(environment.Context, self, [.. ArrayNode.Spread(arguments, environment)]);
    }

    private string Describe() => callee switch
    {
        NameNode name => name.Name,
        MemberNode { Name: { } name } => name,
        _ => "What is called here",
    };
}

internal sealed class NewNode(JsNode callee, JsNode[] arguments) : JsNode
{
    protected override object? Work(JsEnvironment environment) => callee.Evaluate(environment) is JsFunction function
        ? function.Construct(environment.Context, [.. ArrayNode.Spread(arguments, environment)], function)
        : throw JsThrow.Type("What is called with 'new' is no constructor");
}
