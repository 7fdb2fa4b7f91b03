using Trasa.Activities.Scripting.Values;

namespace Trasa.Activities.Scripting.Nodes;

internal enum DeclarationKind
{
    Var,
    Let,
    Const,
}

/// <summary>What a declaration, a parameter or a destructuring assignment puts values into.</summary>
internal abstract class JsPattern
{
    public abstract void Declare(JsEnvironment environment, object? value, DeclarationKind kind);

    public abstract void Assign(JsEnvironment environment, object? value);

    /// <summary>The names that it gives values to.</summary>
    public virtual IEnumerable<string> Names => [];
}

internal sealed class NamePattern(string name) : JsPattern
{
    public string Name => name;

    public override IEnumerable<string> Names => [name];

    public override void Declare(JsEnvironment environment, object? value, DeclarationKind kind)
    {
        if (kind == DeclarationKind.Var) environment.DeclareVar(name, value, isGiven: true);
        else environment.Declare(name, value, kind == DeclarationKind.Const);
    }

    public override void Assign(JsEnvironment environment, object? value) => new NameNode(name).Assign(environment, value);
}

/// <summary>A place inside an object, as the target of a destructuring assignment.</summary>
internal sealed class PlacePattern(IJsTarget target) : JsPattern
{
    public override void Declare(JsEnvironment environment, object? value, DeclarationKind kind) => target.Assign(environment, value);

    public override void Assign(JsEnvironment environment, object? value) => target.Assign(environment, value);
}

internal sealed record PatternPart(JsNode? Key, JsPattern Target, JsNode? Default, bool IsRest);

/// <summary><c>{a, b: c = 1, ...rest}</c></summary>
internal sealed class ObjectPattern(PatternPart[] parts) : JsPattern
{
    public override IEnumerable<string> Names => parts.SelectMany(part => part.Target.Names);

    public override void Declare(JsEnvironment environment, object? value, DeclarationKind kind) =>
        Each(environment, value, (target, part) => target.Declare(environment, part, kind));

    public override void Assign(JsEnvironment environment, object? value) =>
        Each(environment, value, (target, part) => target.Assign(environment, part));

    private void Each(JsEnvironment environment, object? value, Action<JsPattern, object?> put)
    {
        if (JsConvert.IsNothing(value)) throw JsThrow.Type($"Cannot take {JsDisplay.Of(value)} apart");
        var taken = new HashSet<string>();
        foreach (var part in parts)
        {
            if (part.IsRest)
            {
                put(part.Target, Rest(environment.Context, value, taken));
                continue;
            }

            var name = JsConvert.ToKey(part.Key!.Evaluate(environment));
            taken.Add(name);
            var found = MemberNode.Get(value, name);
            put(part.Target, found is JsUndefined && part.Default is { } otherwise ? otherwise.Evaluate(environment) : found);
        }
    }

    private static JsObject Rest(JsContext context, object? value, HashSet<string> taken)
    {
        var rest = new JsObject(Library.Realm.Object);
        if (value is not JsObject source) return rest;
        foreach (var name in source.Names().Where(name => !taken.Contains(name)))
        {
            context.Charge(1);
            rest.Put(name, source.Get(name));
        }

        return rest;
    }
}

/// <summary><c>[a, , b = 1, ...rest]</c></summary>
internal sealed class ArrayPattern(PatternPart?[] parts) : JsPattern
{
    public override IEnumerable<string> Names => parts.SelectMany(part => part?.Target.Names ?? []);

    public override void Declare(JsEnvironment environment, object? value, DeclarationKind kind) =>
        Each(environment, value, (target, part) => target.Declare(environment, part, kind));

    public override void Assign(JsEnvironment environment, object? value) =>
        Each(environment, value, (target, part) => target.Assign(environment, part));

    private void Each(JsEnvironment environment, object? value, Action<JsPattern, object?> put)
    {
        using var items = JsIteration.Over(environment.Context, value).GetEnumerator();
        foreach (var part in parts)
        {
            var item = part is { IsRest: true } ? Rest(environment.Context, items) : items.MoveNext() ? items.Current : JsUndefined.Value;
            if (part is null) continue;
            put(part.Target, item is JsUndefined && part.Default is { } otherwise ? otherwise.Evaluate(environment) : item);
        }
    }

    private static JsArray Rest(JsContext context, IEnumerator<object?> items)
    {
        var rest = new List<object?>();
        while (items.MoveNext())
        {
            context.Charge(1);
            rest.Add(items.Current);
        }

        return new(rest);
    }
}
