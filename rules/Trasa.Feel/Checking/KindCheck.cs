using Trasa.Feel.Nodes;
using Trasa.Feel.Types;

namespace Trasa.Feel.Checking;

/// <summary>What is known of the names while the parts of an expression are looked at, and what was found.</summary>
internal sealed class KindCheck
{
    private readonly IReadOnlyDictionary<string, FeelType> _variables;
    private readonly KindCheck? _outer;
    private readonly Dictionary<string, FeelType> _own = new(StringComparer.Ordinal);
    private readonly bool _isContext;
    private readonly bool _isOpaque;

    public KindCheck(IReadOnlyDictionary<string, FeelType> variables) => (_variables, Problems, Shadowed, Free, Places) = (variables, [], [], [], []);

    private KindCheck(KindCheck outer, bool isContext, bool isOpaque)
    {
        (_variables, _outer, _isContext, _isOpaque) = (outer._variables, outer, isContext, isOpaque);
        (Problems, Shadowed, Free, Places, Input) = (outer.Problems, outer.Shadowed, outer.Free, outer.Places, outer.Input);
    }

    /// <summary>What the question mark of a cell is.</summary>
    public FeelType Input { get; init; } = FeelType.Any;

    public List<FeelDiagnostic> Problems { get; }

    /// <summary>Names of variables that were read from an earlier entry of the same context.</summary>
    public List<(string Name, FeelSpan Span)> Shadowed { get; }

    /// <summary>Names that can only mean variables: not those in filters, which may be members of the items.</summary>
    public HashSet<string> Free { get; }

    /// <summary>Where each of those names stands first.</summary>
    public Dictionary<string, FeelSpan> Places { get; }

    /// <summary>Inside a context, whose earlier entries are names.</summary>
    public KindCheck InContext() => new(this, isContext: true, isOpaque: false);

    /// <summary>Inside a loop, a filter or a function, where any name may mean something else.</summary>
    public KindCheck Opaque() => new(this, isContext: false, isOpaque: true);

    public void Declare(string name, FeelType type) => _own[name] = type;

    public FeelType Read(string name, FeelSpan span)
    {
        for (var at = this; at is not null; at = at._outer)
        {
            if (at._isOpaque) return FeelType.Any;
            if (!at._own.TryGetValue(name, out var type)) continue;
            if (at._isContext && _variables.ContainsKey(name)) Shadowed.Add((name, span));
            return type;
        }

        Free.Add(name);
        Places.TryAdd(name, span);
        return _variables.GetValueOrDefault(name, FeelType.Any);
    }

    public void Wrong(FeelSpan span, string message) => Wrong(FeelCode.WrongType, span, message);

    public void Wrong(FeelCode code, FeelSpan span, string message) => Problems.Add(new(code, span, message, []));

    /// <summary>Whether the type is known and one that only goes with itself.</summary>
    public static bool IsPlain(FeelType type) => ReferenceEquals(type, FeelType.Number) || ReferenceEquals(type, FeelType.String) || ReferenceEquals(type, FeelType.Boolean);

    public static bool IsKnown(FeelType type) => !ReferenceEquals(type, FeelType.Any);

    public void Condition(FeelType type, Node node)
    {
        if (IsKnown(type) && !ReferenceEquals(type, FeelType.Boolean)) Wrong(node.Span, $"A {type} stands where true or false is needed.");
    }
}
