using Trasa.Activities.Scripting.Values;

namespace Trasa.Activities.Scripting.Nodes;

internal enum MemberKind
{
    Value,
    Method,
    Getter,
    Setter,
    Spread,
}

/// <summary>A member of an object literal or a class.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Key">Its name; null for a spread.</param>
/// <param name="Value">Its value or function; null for a field of a class without one.</param>
/// <param name="IsStatic">Whether it belongs to the class itself.</param>
internal sealed record JsMember(MemberKind Kind, JsNode? Key, JsNode? Value, bool IsStatic = false)
{
    public string Name(JsEnvironment environment) => JsConvert.ToKey(Key!.Evaluate(environment));

    /// <summary>Adds a method, getter or setter to the object.</summary>
    public void Define(JsEnvironment environment, JsObject target, bool isHidden)
    {
        var name = Name(environment);
        var function = new ScriptFunction((FunctionNode)Value!, environment, target);
        if (Kind == MemberKind.Method)
        {
            target.Put(name, function, isHidden);
            return;
        }

        var other = target.TryGetOwn(name, out var known) ? known as JsAccessor : null;
        target.Put(name, Kind == MemberKind.Getter ? new JsAccessor(function, other?.Setter) : new JsAccessor(other?.Getter, function), isHidden);
    }
}

internal sealed class ObjectNode(JsMember[] members) : JsNode
{
    protected override object? Work(JsEnvironment environment)
    {
        var json = new JsObject(Library.Realm.Object);
        foreach (var member in members)
        {
            if (member.Kind == MemberKind.Value) json.Put(member.Name(environment), member.Value!.Evaluate(environment));
            else if (member.Kind == MemberKind.Spread) Copy(environment.Context, member.Value!.Evaluate(environment), json);
            else member.Define(environment, json, isHidden: false);
        }

        environment.Context.Charge(members.Length);
        return json;
    }

    private static void Copy(JsContext context, object? from, JsObject to)
    {
        if (from is string text) from = new JsArray([.. text.Select(letter => letter.ToString())]);
        if (from is not JsObject source) return;
        var names = source.Names();
        context.Charge(names.Count);
        foreach (var name in names) to.Put(name, source.Get(name));
    }
}
