using Trasa.Feel.Functions;
using Trasa.Feel.Values;

namespace Trasa.Feel.Compilation;

/// <summary>How many slots the frame of one expression or one function body needs.</summary>
internal sealed class FrameLayout
{
    public int Count { get; private set; }

    public int Add() => Count++;
}

/// <summary>Names to slots while an expression is compiled. Each scope adds names to the one around it.</summary>
internal sealed class CompileScope
{
    private readonly CompileScope? _outer;
    private readonly Dictionary<string, int> _slots = new(StringComparer.Ordinal);
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);
    private readonly int _filterSlot = -1;

    private CompileScope(CompileScope? outer, FrameLayout layout, RootNames root, int filterSlot = -1)
    {
        _outer = outer;
        _filterSlot = filterSlot;
        Layout = layout;
        Root = root;
    }

    public FrameLayout Layout { get; }

    public RootNames Root { get; }

    public FeelScope Names => Root.Scope;

    public static CompileScope ForRoot(FeelScope scope, FeelFunctions functions)
    {
        var layout = new FrameLayout();
        return new CompileScope(null, layout, new RootNames(scope, functions, layout));
    }

    /// <summary>A scope for more names in the same frame: a loop, a context.</summary>
    public CompileScope Nested() => new(this, Layout, Root);

    /// <summary>A scope in which the members of the item in the slot are names of their own.</summary>
    public CompileScope ForFilter(int itemSlot) => new(this, Layout, Root, itemSlot);

    /// <summary>The scope of a function body, which has a frame of its own.</summary>
    public CompileScope ForFunction() => new(this, new FrameLayout(), Root);

    public int Declare(string name) => _slots[name] = Layout.Add();

    /// <summary>Gives a name to a slot that exists.</summary>
    public void Declare(string name, int slot) => _slots[name] = slot;

    /// <summary>The slot of a name that this very scope declared, for code that reads it without a detour.</summary>
    public int? OwnSlot(string name) => _slots.TryGetValue(name, out var slot) ? slot : null;

    /// <summary>Whether compiled code reads a name that this scope declared.</summary>
    public bool WasRead(string name) => _read.Contains(name);

    public bool IsDeclared(string name)
    {
        for (var scope = this; scope is not null; scope = scope._outer)
            if (scope._slots.ContainsKey(name)) return true;
        return Names.Names.Contains(name);
    }

    /// <summary>Code that reads the variable of this name; members of filtered items come before names further out.</summary>
    public Op Variable(string name, FeelSpan span)
    {
        var hops = 0;
        for (var scope = this; scope is not null; scope = scope._outer)
        {
            if (scope._slots.TryGetValue(name, out var slot))
            {
                scope._read.Add(name);
                return Read(name, slot, hops, span);
            }
            if (scope._filterSlot >= 0) return FilterVariable(scope, name, hops, span);
            if (scope._outer is not null && !ReferenceEquals(scope.Layout, scope._outer.Layout)) hops++;
        }
        return Read(name, Root.SlotOf(name), hops, span);
    }

    private static Op FilterVariable(CompileScope scope, string name, int hops, FeelSpan span)
    {
        var item = Read("item", scope._filterSlot, hops, span);
        var outer = name == "item" ? item : Lift(scope._outer!.Variable(name, span), hops);
        return frame => item(frame) is { Kind: FeelKind.Context } value && value.Context.TryGet(name, out var member) ? member : outer(frame);
    }

    /// <summary>Code of an outer frame, run from a frame so many functions further in.</summary>
    private static Op Lift(Op code, int hops) => hops switch
    {
        0 => code,
        1 => frame => code(frame.Outer!),
        _ => frame => code(OuterFrame(frame, hops)),
    };

    private static Op Read(string name, int slot, int hops, FeelSpan span)
    {
        if (hops > 0) return Lift(Read(name, slot, 0, span), hops);
        return frame =>
        {
            ref readonly var value = ref frame.Slots[slot];
            return value.IsUnset ? Unknown(frame, name, span) : value;
        };
    }

    private static FeelValue Unknown(Frame frame, string name, FeelSpan span) =>
        BuiltInFunctions.Find(name) is { } function
            ? FeelValue.Of(function)
            : frame.Evaluation.Error(FeelCode.UnknownName, span, $"There is no variable {name}.", name);

    private static Frame OuterFrame(Frame frame, int hops)
    {
        for (; hops > 0; hops--) frame = frame.Outer!;
        return frame;
    }
}

/// <summary>The variables that the caller supplies, by the slots of the outermost frame.</summary>
internal sealed class RootNames(FeelScope scope, FeelFunctions functions, FrameLayout layout)
{
    private readonly Dictionary<string, int> _slots = new(StringComparer.Ordinal);

    public FeelScope Scope => scope;

    public FeelFunctions Functions => functions;

    public IReadOnlyDictionary<string, int> Slots => _slots;

    public int SlotOf(string name)
    {
        if (!_slots.TryGetValue(name, out var slot)) _slots[name] = slot = layout.Add();
        return slot;
    }
}
