using System.Runtime.CompilerServices;
using Trasa.Feel.Values;

namespace Trasa.Feel.Types;

/// <summary>A list whose items all have one type.</summary>
public sealed class ListType(FeelType item) : FeelType
{
    public FeelType Item => item;

    public override string Name => $"list<{item}>";

    public override FeelValue? Coerce(in FeelValue value)
    {
        if (value.IsNull) return value;
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (value.Kind != FeelKind.List) return item.Coerce(value) is { } only ? FeelValue.Of([only]) : null;
        if (ReferenceEquals(item, Any)) return value;
        var items = new FeelValue[value.Items.Length];
        for (var i = 0; i < items.Length; i++)
        {
            if (item.Coerce(value.Items[i]) is not { } fitting) return null;
            items[i] = fitting;
        }
        return FeelValue.Of(items);
    }

    internal override bool Holds(in FeelValue value)
    {
        if (value.Kind != FeelKind.List) return false;
        if (ReferenceEquals(item, Any)) return true;
        RuntimeHelpers.EnsureSufficientExecutionStack();
        foreach (ref readonly var entry in value.Span)
            if (!item.HoldsOrNull(entry)) return false;
        return true;
    }

    internal override bool IsSubtypeOf(FeelType other) => other is ListType list && item.ConformsTo(list.Item);
}

/// <summary>A context with at least these entries.</summary>
public sealed class ContextType(IReadOnlyList<KeyValuePair<string, FeelType>> fields) : FeelType
{
    public IReadOnlyList<KeyValuePair<string, FeelType>> Fields => fields;

    public override string Name => $"context<{string.Join(", ", fields.Select(entry => $"{entry.Key}: {entry.Value}"))}>";

    public override FeelValue? Coerce(in FeelValue value)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (value.Kind == FeelKind.List && value.Span.Length == 1) return Coerce(value.Span[0]);
        if (value.IsNull) return value;
        if (value.Kind != FeelKind.Context) return null;
        FeelContextBuilder? changed = null;
        foreach (var (name, type) in fields)
        {
            if (!value.Context.TryGet(name, out var entry)) return null;
            if (type.Coerce(entry) is not { } fitting) return null;
            if (fitting.Kind != entry.Kind) (changed ??= new FeelContextBuilder(value.Context)).Put(name, fitting);
        }
        return changed is null ? value : FeelValue.Of(changed.Build());
    }

    internal override bool Holds(in FeelValue value)
    {
        if (value.Kind != FeelKind.Context) return false;
        RuntimeHelpers.EnsureSufficientExecutionStack();
        foreach (var (name, type) in fields)
            if (!value.Context.TryGet(name, out var entry) || !type.HoldsOrNull(entry)) return false;
        return true;
    }

    internal override bool IsSubtypeOf(FeelType other) =>
        other is ContextType context && context.Fields.All(wanted => fields.Any(own => own.Key == wanted.Key && own.Value.ConformsTo(wanted.Value)));
}

/// <summary>A range over values of one type.</summary>
public sealed class RangeType(FeelType item) : FeelType
{
    public FeelType Item => item;

    public override string Name => $"range<{item}>";

    internal override bool Holds(in FeelValue value) =>
        value.Kind == FeelKind.Range && item.HoldsOrNull(value.Range.Start) && item.HoldsOrNull(value.Range.End);

    internal override bool IsSubtypeOf(FeelType other) => other is RangeType range && item.ConformsTo(range.Item);
}

/// <summary>A function by the types of its parameters and of its result.</summary>
public sealed class FunctionType(IReadOnlyList<FeelType> parameters, FeelType result) : FeelType
{
    public IReadOnlyList<FeelType> Parameters => parameters;

    public FeelType Result => result;

    public override string Name => $"function<{string.Join(", ", parameters)}> -> {result}";

    internal override bool Holds(in FeelValue value) => value.Kind == FeelKind.Function && value.Function.Fits(this);

    /// <summary>Parameters vary against the type, the result with it. A result that is not known before the call passes.</summary>
    internal override bool IsSubtypeOf(FeelType other)
    {
        if (other is not FunctionType wanted || wanted.Parameters.Count != parameters.Count) return false;
        for (var i = 0; i < parameters.Count; i++)
            if (!wanted.Parameters[i].ConformsTo(parameters[i])) return false;
        return ReferenceEquals(result, Any) || result.ConformsTo(wanted.Result);
    }
}

/// <summary>A named type of a model: another type under a name, perhaps only some of its values.</summary>
/// <remarks>The base is set once, when the model's definitions are linked: they may mention each other in any order.</remarks>
public sealed class NamedType(string name) : FeelType
{
    public override string Name => name;

    public FeelType Base { get; internal set; } = Any;

    /// <summary>The test of allowed values; null when every value of the base is allowed.</summary>
    public Func<FeelValue, bool>? Allows { get; internal set; }

    internal override FeelType Plain => Base.Plain;

    public override FeelValue? Coerce(in FeelValue value) =>
        Base.Coerce(value) is { } fitting && (fitting.IsNull || Allows is null || Allows(fitting)) ? fitting : null;

    internal override bool Holds(in FeelValue value) => Base.Holds(value);

    internal override bool IsSubtypeOf(FeelType other) => Base.ConformsTo(other);
}
