using Trasa.Feel;
using Trasa.Feel.Compilation;
using Trasa.Feel.Nodes;
using Trasa.Feel.Values;

namespace Trasa.Decisions.Graph;

/// <summary>The code of one element: its logic, and where the values of its variables come from.</summary>
internal sealed class ElementCode
{
    private readonly Op _code;
    private readonly CompileScope _scope;
    private readonly Source[] _variables;

    public ElementCode(Node logic, FeelScope scope, FeelOptions options, IReadOnlyList<Requirement> requirements)
    {
        _scope = CompileScope.ForRoot(scope, options.Functions);
        _code = logic.Compile(_scope);
        _variables = [.. _scope.Root.Slots.Select(slot => new Source(slot.Value, slot.Key, requirements.Where(r => r.Name == slot.Key).ToArray()))];
    }

    public int SlotCount => _scope.Layout.Count;

    public IReadOnlyDictionary<string, int> Slots => _scope.Root.Slots;

    public FeelValue Run(GraphRun run, Frame frame)
    {
        foreach (var variable in _variables) frame.Slots[variable.Slot] = ValueOf(run, variable.Name, variable.Elements);
        return _code(frame);
    }

    private static FeelValue ValueOf(GraphRun run, string name, Requirement[] sources)
    {
        if (sources.Length == 0) return run.Supplied(name);
        if (sources[0].Alias is null) return run.ValueOf(sources[0].Element);
        return FeelValue.Of(FeelContext.Of(sources.Select(source => KeyValuePair.Create(ModelUnit.NameOf(source.Element), run.ValueOf(source.Element)))));
    }

    /// <summary>Where a variable lives, and the elements that give it.</summary>
    private sealed record Source(int Slot, string Name, Requirement[] Elements);
}
