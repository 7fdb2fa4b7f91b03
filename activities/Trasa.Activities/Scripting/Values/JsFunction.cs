using System.Runtime.CompilerServices;
using Trasa.Activities.Scripting.Library;
using Trasa.Activities.Scripting.Nodes;

namespace Trasa.Activities.Scripting.Values;

internal abstract class JsFunction() : JsObject(Realm.Function)
{
    public override string ClassName => "Function";

    public abstract object? Call(JsContext context, object? self, object?[] arguments);

    /// <summary>Called with <c>new</c>; what is returned, when it is an object, or the new object.</summary>
    /// <param name="context">The run.</param>
    /// <param name="arguments">As given.</param>
    /// <param name="target">What <c>new</c> was said to: itself, or a class derived from it.</param>
    public virtual object? Construct(JsContext context, object?[] arguments, JsFunction target)
    {
        var made = new JsObject(target.Get("prototype") as JsObject ?? Realm.Object);
        return Call(context, made, arguments) is JsObject result ? result : made;
    }
}

/// <summary>A function of the library.</summary>
internal sealed class NativeFunction(string name, Func<JsContext, object?, object?[], object?> body, Func<JsContext, object?[], object?>? construct = null) : JsFunction
{
    public override object? Call(JsContext context, object? self, object?[] arguments)
    {
        context.Step();
        // Functions of the library call one another, as bound ones do, without a call of the script between them.
        RuntimeHelpers.EnsureSufficientExecutionStack();
        return body(context, self, arguments);
    }

    public override object? Construct(JsContext context, object?[] arguments, JsFunction target)
    {
        if (construct is null) throw JsThrow.Type($"{name} is not a constructor");
        context.Step();
        var made = construct(context, arguments);
        if (!ReferenceEquals(target, this) && made is JsObject { IsFrozen: false } json && target.Get("prototype") is JsObject prototype) json.Prototype = prototype;
        return made;
    }

    public override bool TryGetOwn(string property, out object? value)
    {
        if (property != "name") return base.TryGetOwn(property, out value);
        value = name;
        return true;
    }
}

/// <summary>A function of the script.</summary>
internal sealed class ScriptFunction(FunctionNode node, JsEnvironment closure, JsObject? home = null) : JsFunction
{
    public override object? Call(JsContext context, object? receiver, object?[] arguments)
    {
        context.Enter();
        try
        {
            var environment = node.IsArrow
                ? new JsEnvironment(closure) { IsFunction = true }
                : new JsEnvironment(closure) { Frame = new(receiver, home), IsFunction = true };
            node.Bind(environment, arguments);
            return node.Run(environment);
        }
        finally
        {
            context.Leave();
        }
    }

    private JsObject MakePrototype()
    {
        var made = new JsObject(Realm.Object);
        made.Put("constructor", this, isHidden: true);
        return made;
    }

    public override object? Construct(JsContext context, object?[] arguments, JsFunction target) =>
        node.IsArrow ? throw JsThrow.Type("An arrow function is not a constructor") : base.Construct(context, arguments, target);

    public override bool TryGetOwn(string name, out object? value)
    {
        if (base.TryGetOwn(name, out value)) return true;
        // The prototype is made when somebody asks: most functions never construct.
        if (name == "prototype" && !node.IsArrow) Put(name, value = MakePrototype(), isHidden: true);
        else if (name == "name") value = node.Name ?? "";
        else if (name == "length") value = (double)node.Length;
        return value is not null;
    }
}

/// <summary>A class of the script.</summary>
internal sealed class ClassFunction(string name, FunctionNode? body, JsEnvironment closure, JsFunction? parent) : JsFunction
{
    private readonly List<(string Key, JsNode? Value)> _fields = [];

    /// <summary>Where its methods are.</summary>
    public JsObject Home { get; } = new(parent is null ? Realm.Object : parent.Get("prototype") as JsObject);

    public void AddField(string key, JsNode? value) => _fields.Add((key, value));

    public override object? Call(JsContext context, object? self, object?[] arguments) =>
        throw JsThrow.Type($"The class {name} is called without 'new'");

    public override object? Construct(JsContext context, object?[] arguments, JsFunction target)
    {
        context.Enter();
        try
        {
            var frame = new JsFrame(null, Home, this, target);
            if (parent is null) Begin(frame, new JsObject(target.Get("prototype") as JsObject ?? Home));
            else if (body is null) Derive(context, frame, arguments);
            if (body is not null)
            {
                var environment = new JsEnvironment(closure) { Frame = frame, IsFunction = true };
                body.Bind(environment, arguments);
                if (body.Run(environment) is JsObject other) return other;
            }

            return frame.Self ?? throw JsThrow.Reference($"The constructor of {name} has to call super(...)");
        }
        finally
        {
            context.Leave();
        }
    }

    /// <summary><c>super(...)</c></summary>
    public void Derive(JsContext context, JsFrame frame, object?[] arguments)
    {
        if (parent is null || frame.Self is not null) throw JsThrow.Reference("super(...) is called twice, or in a class that is derived from none");
        if (parent.Construct(context, arguments, frame.Target!) is not JsObject made) throw JsThrow.Type($"{name} cannot be derived from what makes no objects");
        Begin(frame, made);
    }

    /// <summary>The object is there: its fields get their first values.</summary>
    private void Begin(JsFrame frame, JsObject made)
    {
        frame.Self = made;
        foreach (var (key, value) in _fields) made.Put(key, FieldValue(value, made, Home));
    }

    /// <param name="value">What it is set to.</param>
    /// <param name="self">The object, or the class for a static field.</param>
    /// <param name="home">Above what <c>super.x</c> looks in it.</param>
    public object? FieldValue(JsNode? value, JsObject self, JsObject home) =>
        value is null ? JsUndefined.Value : value.Evaluate(new(closure) { Frame = new(self, home), IsFunction = true });

    public override bool TryGetOwn(string property, out object? value)
    {
        if (base.TryGetOwn(property, out value)) return true;
        value = property == "name" ? name : null;
        return value is not null;
    }
}
