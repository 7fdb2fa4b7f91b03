using Trasa.Decisions.Model;
using Trasa.Feel.Compilation;
using Trasa.Feel.Nodes;

namespace Trasa.Decisions.Tables;

/// <summary>Compiles the texts of a table: each column has a slot for the value that its cells test.</summary>
internal static class TableCompiler
{
    // A scan over a few rows beats looking up bitmaps.
    private const int IndexFrom = 8;

    public static CompiledTable Compile(DecisionTable table, TableNodes nodes, CompileScope scope)
    {
        var columns = Array.ConvertAll(nodes.Columns, column => CompileColumn(column, scope));
        var outputs = Array.ConvertAll(nodes.Outputs, output => CompileOutput(output, scope));
        var index = table.Rules.Count >= IndexFrom ? TableIndex.Build(nodes.Columns, table.Rules.Count) : null;
        return new CompiledTable(table, nodes.Source, columns, outputs, index);
    }

    private static CompiledColumn CompileColumn(ColumnNodes column, CompileScope scope)
    {
        var inner = scope.Nested();
        var slot = inner.Declare(InputNode.Name);
        var known = new Dictionary<UnaryTestsNode, CompiledCell>(ReferenceEqualityComparer.Instance);
        var cells = Array.ConvertAll(column.Cells, cell =>
        {
            if (cell.HoldsAlways) return null;
            if (!known.TryGetValue(cell, out var code)) known[cell] = code = SimpleTests.Holds(cell) is { } plain ? new CompiledCell(null, plain, slot) : new CompiledCell(cell.Compile(inner), null, slot);
            return code;
        });
        return new CompiledColumn(column.Expression.CompileFolded(scope), slot, column.Allowed?.Compile(inner), cells);
    }

    private static CompiledOutput CompileOutput(OutputNodes output, CompileScope scope)
    {
        var inner = scope.Nested();
        var slot = inner.Declare(InputNode.Name);
        return new CompiledOutput(
            output.Name, output.Type, Array.ConvertAll(output.Cells, cell => cell.CompileFolded(scope)),
            output.Default?.CompileFolded(scope), output.Ranks, output.Allowed?.Compile(inner), slot);
    }
}
