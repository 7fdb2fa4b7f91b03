using Trasa.Decisions.Model;
using Trasa.Decisions.Tables;
using Trasa.Feel;
using Trasa.Feel.Compilation;
using Trasa.Feel.Nodes;
using Trasa.Feel.Syntax;
using Trasa.Feel.Types;
using Trasa.Feel.Values;

namespace Trasa.Decisions.Graph;

/// <summary>A decision of a compiled model.</summary>
internal sealed class DecisionNode(ModelUnit unit, DecisionElement element)
{
    private ElementCode? _code;

    public DecisionElement Element => element;

    public string Name { get; } = FeelNames.Normalize(element.Variable.Name);

    public FeelType? Type { get; private set; }

    public IReadOnlyList<Requirement> Requirements { get; private set; } = [];

    /// <summary>The type of the result as the model declares it; known before the decision is compiled.</summary>
    public FeelType? DeclaredType => unit.Types.Find(element.Variable.TypeRef);

    /// <summary>What the requirements say of the names.</summary>
    public NamesInSight Sight { get; private set; } = NamesInSight.Unknown;

    /// <summary>The names that the logic may use.</summary>
    public FeelScope Scope { get; private set; } = FeelScope.Empty;

    /// <summary>The table, when the logic is one.</summary>
    public CompiledTable? Table { get; private set; }

    public void Compile()
    {
        var required = element.Requirements;
        Requirements = unit.Resolve([.. required.Inputs, .. required.Decisions, .. required.Knowledge], element.Name);
        Sight = NamesInSight.Of(Requirements);
        var builder = unit.Builder(element.Name, Sight);
        Type = builder.TypeOf(element.Variable.TypeRef, element.Logic?.Place ?? default);
        var scope = Scope = unit.BaseScope.With(Requirements.Select(requirement => requirement.Name));
        if (element.Logic is null) return;
        var logic = builder.Build(element.Logic, scope);
        _code = new ElementCode(logic, scope, unit.Options, Requirements);
        Table = (logic as TableNode)?.Compiled;
    }

    public FeelValue Evaluate(GraphRun run)
    {
        var evaluation = run.Evaluation;
        var outer = evaluation.Source;
        evaluation.Source = element.Name;
        var value = _code is null ? Undecided(run) : _code.Run(run, NewFrame(evaluation));
        evaluation.Source = element.Name;
        if (Type is not null) value = TypedNode.Check(evaluation, new FeelSpan(0, 0), value, Type, element.Name);
        evaluation.Source = outer;
        return value;
    }

    public Frame NewFrame(Evaluation evaluation) => new(new FeelValue[_code?.SlotCount ?? 0], evaluation, null);

    public IReadOnlyDictionary<string, int> Slots => _code?.Slots ?? new Dictionary<string, int>();

    /// <summary>A decision without logic takes what the caller supplies under its name: a person may decide it.</summary>
    private FeelValue Undecided(GraphRun run)
    {
        var supplied = run.Supplied(Name);
        return supplied.IsUnset ? run.Evaluation.Error(FeelCode.MissingLogic, new FeelSpan(0, 0), $"{element.Name} has no logic, and no value was supplied for it.", element.Name) : supplied;
    }
}
