using Trasa.Activities.Scripting.Values;

namespace Trasa.Activities.Scripting.Nodes;

/// <summary>A class, as a statement or an expression.</summary>
internal sealed class ClassNode(string? name, JsNode? parent, FunctionNode? constructor, JsMember[] members) : JsNode
{
    public string? Name => name;

    protected override object? Work(JsEnvironment environment)
    {
        var own = new JsEnvironment(environment);
        var above = Parent(environment);
        var made = new ClassFunction(name ?? "", constructor, own, above);
        if (above is not null) made.Prototype = above;
        made.Put("prototype", made.Home, isHidden: true, isFixed: true);
        made.Home.Put("constructor", made, isHidden: true);
        if (name is not null) own.Declare(name, made, isConstant: true);
        environment.Context.Charge(members.Length);
        foreach (var member in members) Add(own, made, member);
        return made;
    }

    private JsFunction? Parent(JsEnvironment environment) => parent is null ? null
        : parent.Evaluate(environment) as JsFunction ?? throw JsThrow.Type($"What the class {name} extends is no class");

    private static void Add(JsEnvironment environment, ClassFunction made, JsMember member)
    {
        if (member.Kind != MemberKind.Value) member.Define(environment, member.IsStatic ? made : made.Home, isHidden: true);
        else if (member.IsStatic) made.Put(member.Name(environment), made.FieldValue(member.Value, made, made));
        else made.AddField(member.Name(environment), member.Value);
    }
}

internal sealed class ClassStatement(ClassNode node) : JsStatement
{
    protected override Completion Work(JsEnvironment environment, ref object? result)
    {
        environment.Declare(node.Name!, node.Evaluate(environment));
        return Completion.Normal;
    }
}

/// <summary><c>super(...)</c></summary>
internal sealed class SuperCallNode(JsNode[] arguments) : JsNode
{
    protected override object? Work(JsEnvironment environment)
    {
        var frame = environment.Frame;
        if (frame.Constructor is not { } constructor) throw JsThrow.Reference("super(...) belongs into the constructor of a class");
        constructor.Derive(environment.Context, frame, [.. ArrayNode.Spread(arguments, environment)]);
        return JsUndefined.Value;
    }
}

/// <summary>The <c>super</c> of <c>super.x</c>: what the class is derived from, for <see cref="MemberNode"/>.</summary>
internal sealed class SuperNode : JsNode
{
    protected override object? Work(JsEnvironment environment) =>
        environment.Frame.Home?.Prototype ?? throw JsThrow.Reference("super belongs into the method of a class or object");
}
