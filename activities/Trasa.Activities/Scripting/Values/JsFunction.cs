using Trasa.Activities.Scripting.Nodes;

namespace Trasa.Activities.Scripting.Values;

internal abstract class JsFunction() : JsObject(Library.Realm.Function)
{
    public override string ClassName => "Function";

    public abstract object? Call(JsContext context, object? self, object?[] arguments);

    /// <summary>Called with <c>new</c>; what is returned, when it is an object, or the new object.</summary>
    public virtual object? Construct(JsContext context, object?[] arguments)
    {
        var made = new JsObject(Get("prototype") as JsObject);
        return Call(context, made, arguments) is JsObject result ? result : made;
    }
}

/// <summary>A function of the library.</summary>
internal sealed class NativeFunction(string name, Func<JsContext, object?, object?[], object?> body, Func<JsContext, object?[], object?>? construct = null) : JsFunction
{
    public override object? Call(JsContext context, object? self, object?[] arguments)
    {
        context.Step();
        return body(context, self, arguments);
    }

    public override object? Construct(JsContext context, object?[] arguments) =>
        construct is null ? throw JsThrow.Type($"{name} is not a constructor") : construct(context, arguments);

    public override bool TryGetOwn(string property, out object? value)
    {
        if (property != "name") return base.TryGetOwn(property, out value);
        value = name;
        return true;
    }
}

/// <summary>A function of the script.</summary>
internal sealed class ScriptFunction(FunctionNode node, JsEnvironment closure, object? self) : JsFunction
{
    public override object? Call(JsContext context, object? receiver, object?[] arguments)
    {
        context.Enter();
        try
        {
            var environment = new JsEnvironment(closure) { Self = node.IsArrow ? self : receiver, IsFunction = !node.IsArrow };
            node.Bind(environment, arguments);
            return node.Run(environment);
        }
        finally
        {
            context.Leave();
        }
    }

    public override object? Construct(JsContext context, object?[] arguments) =>
        node.IsArrow ? throw JsThrow.Type("An arrow function is not a constructor") : base.Construct(context, arguments);

    public override object? Get(string name)
    {
        // The prototype is made when somebody asks: most functions never construct.
        if (name == "prototype" && !TryGetOwn(name, out _) && !node.IsArrow) Set(name, new JsObject(Library.Realm.Object));
        return name switch
        {
            "name" => node.Name ?? "",
            "length" => (double)node.Parameters.Count,
            _ => base.Get(name),
        };
    }
}
