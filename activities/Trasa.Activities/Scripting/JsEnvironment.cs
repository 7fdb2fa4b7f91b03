using Trasa.Activities.Scripting.Values;

namespace Trasa.Activities.Scripting;

/// <summary>Names and values of a block, a function or the script.</summary>
internal sealed class JsEnvironment(JsEnvironment? outer)
{
    private Dictionary<string, Slot>? _slots;

    public JsContext Context { get; init; } = outer?.Context!;

    /// <summary>The call that this is a part of; arrow functions are a part of the call they were made in.</summary>
    public JsFrame Frame { get; init; } = outer?.Frame!;

    /// <summary>Where <c>var</c> belongs.</summary>
    public bool IsFunction { get; init; }

    public void Declare(string name, object? value, bool isConstant = false) => (_slots ??= new(StringComparer.Ordinal))[name] = new(value, isConstant);

    public void DeclareVar(string name, object? value, bool isGiven)
    {
        var at = this;
        while (at is { IsFunction: false } && at.Outer is { } around) at = around;
        if (at._slots is not null && at._slots.TryGetValue(name, out var slot))
        {
            if (isGiven) slot.Value = value;
        }
        else at.Declare(name, value);
    }

    public Slot? Find(string name)
    {
        for (var at = this; at is not null; at = at.Outer)
            if (at._slots is not null && at._slots.TryGetValue(name, out var slot)) return slot;
        return null;
    }

    /// <summary>The same names with values of their own, for the next turn of a loop whose body may keep them.</summary>
    public JsEnvironment NextTurn()
    {
        var next = new JsEnvironment(Outer);
        foreach (var (name, slot) in _slots ?? []) next.Declare(name, slot.Value, slot.IsConstant);
        return next;
    }

    private JsEnvironment? Outer => outer;

    internal sealed class Slot(object? value, bool isConstant)
    {
        public object? Value { get; set; } = value;

        public bool IsConstant => isConstant;
    }
}

/// <summary>What a call knows besides names.</summary>
/// <param name="self">What <c>this</c> is.</param>
/// <param name="home">The object that the method stands in, above which <c>super.x</c> looks.</param>
/// <param name="constructor">The class whose constructor this is.</param>
/// <param name="target">What <c>new</c> was said to: that class, or one derived from it.</param>
internal sealed class JsFrame(object? self, JsObject? home = null, ClassFunction? constructor = null, JsFunction? target = null)
{
    /// <summary>In the constructor of a derived class null until <c>super(...)</c> has made it.</summary>
    public object? Self { get; set; } = self;

    public JsObject? Home => home;

    public ClassFunction? Constructor => constructor;

    public JsFunction? Target => target;
}
