using Trasa.Decisions.Model;
using Trasa.Feel;
using Trasa.Feel.Compilation;
using Trasa.Feel.Nodes;

namespace Trasa.Decisions.Tables;

/// <summary>A decision table among the nodes of an expression.</summary>
internal sealed class TableNode : Node
{
    private readonly DecisionTable _table;
    private readonly TableNodes _nodes;

    public TableNode(DecisionTable table, TableNodes nodes)
        : base(new FeelSpan(0, 0))
    {
        (_table, _nodes) = (table, nodes);
        IsConstant = false;
    }

    /// <summary>The table of the last compilation, for callers that drive it themselves.</summary>
    public CompiledTable? Compiled { get; private set; }

    public override Op Compile(CompileScope scope)
    {
        var table = Compiled = TableCompiler.Compile(_table, _nodes, scope);
        return table.Evaluate;
    }
}
