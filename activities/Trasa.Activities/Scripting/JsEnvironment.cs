namespace Trasa.Activities.Scripting;

/// <summary>Names and values of a block, a function or the script.</summary>
internal sealed class JsEnvironment(JsEnvironment? outer)
{
    private Dictionary<string, Slot>? _slots;

    public JsContext Context { get; init; } = outer?.Context!;

    public object? Self { get; set; } = outer?.Self;

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
