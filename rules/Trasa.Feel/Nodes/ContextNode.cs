using Trasa.Feel.Checking;
using Trasa.Feel.Compilation;
using Trasa.Feel.Types;
using Trasa.Feel.Values;

namespace Trasa.Feel.Nodes;

/// <summary>An entry of a context: its name, the type it declares, its value.</summary>
internal sealed record ContextEntry(string Name, Node Value, FeelType? Type = null);

/// <summary>A context: later entries see earlier ones; with a result it yields that instead of itself (a boxed context).</summary>
internal sealed class ContextNode(FeelSpan span, ContextEntry[] entries, Node? result = null) : Node(span, [.. entries.Select(entry => entry.Value), result])
{
    protected override FeelType InferType() =>
        result is not null ? result.StaticType : new ContextType([.. entries.Select(entry => KeyValuePair.Create(entry.Name, entry.Value.StaticType))]);

    public override FeelType Check(KindCheck check)
    {
        var inner = check.InContext();
        foreach (var entry in entries)
        {
            var type = entry.Value.Check(inner);
            inner.Declare(entry.Name, entry.Type ?? type);
        }

        return result?.Check(inner) ?? StaticType;
    }

    public override Op Compile(CompileScope scope)
    {
        if (entries.GroupBy(entry => entry.Name).FirstOrDefault(group => group.Count() > 1) is { } twice)
            return frame => frame.Evaluation.Error(FeelCode.DuplicateKey, Span, $"The context has two entries named {twice.Key}.", twice.Key);
        var inner = scope.Nested();
        var codes = new Op[entries.Length];
        var slots = new int[entries.Length];
        for (var i = 0; i < entries.Length; i++)
        {
            // A function may call itself by the name of its entry.
            var isFunction = entries[i].Value is FunctionNode;
            if (isFunction) slots[i] = inner.Declare(entries[i].Name);
            codes[i] = Typed(entries[i]).Compile(inner);
            if (!isFunction) slots[i] = inner.Declare(entries[i].Name);
        }
        var keys = Array.ConvertAll(entries, entry => entry.Name);
        var last = result?.CompileFolded(inner);
        return frame =>
        {
            var values = new FeelValue[codes.Length];
            for (var i = 0; i < codes.Length; i++) frame.Slots[slots[i]] = values[i] = Closure.Rebind(codes[i](frame), frame, slots[i]);
            return last is not null ? last(frame) : FeelValue.Of(new FeelContext(keys, values));
        };
    }

    private static Node Typed(ContextEntry entry) => entry.Type is null ? entry.Value : new TypedNode(entry.Value, entry.Type, entry.Name);
}

/// <summary>A value that must be of a declared type, else it is null with a diagnostic.</summary>
internal sealed class TypedNode(Node value, FeelType type, string name) : Node(value.Span, value)
{
    protected override FeelType InferType() => type;

    public override Op Compile(CompileScope scope)
    {
        var (code, span) = (value.CompileFolded(scope), Span);
        return frame => Check(frame.Evaluation, span, code(frame), type, name);
    }

    internal static FeelValue Check(Evaluation evaluation, FeelSpan span, in FeelValue value, FeelType type, string name)
    {
        evaluation.Charge(value, span);
        if (type.Coerce(value) is { } fitting) return fitting;
        return evaluation.Error(FeelCode.TypeMismatch, span, $"{name} must be {type}, and {Describe.Value(value)} is not.", name, type.Name, Describe.Value(value));
    }
}
