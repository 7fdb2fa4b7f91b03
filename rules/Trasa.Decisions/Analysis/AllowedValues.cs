using Trasa.Decisions.Model;
using Trasa.Decisions.Tables;
using Trasa.Feel.Nodes;
using Trasa.Feel.Values;

namespace Trasa.Decisions.Analysis;

/// <summary>Compares cells with the allowed values of their columns.</summary>
internal static class AllowedValues
{
    public static IEnumerable<TableFinding> Check(DecisionTable table, TableNodes nodes, CellTests?[][] cells, CellTests?[] allowed)
    {
        for (var column = 0; column < cells.Length; column++)
        {
            if (allowed[column] is not { IsNegated: false } values) continue;
            foreach (var finding in Inputs(table, column, cells[column], values)) yield return finding;
        }
        for (var column = 0; column < nodes.Outputs.Length; column++)
        {
            if (nodes.Outputs[column].Allowed is not { } tests || CellTests.Of(tests) is not { } values) continue;
            foreach (var finding in Outputs(table, column, nodes.Outputs[column].Cells, values)) yield return finding;
        }
    }

    private static IEnumerable<TableFinding> Inputs(DecisionTable table, int column, CellTests?[] cells, CellTests allowed)
    {
        var title = table.Inputs[column].Title;
        for (var row = 0; row < cells.Length; row++)
        {
            foreach (var test in cells[row]?.Tests ?? [])
                if (test.Kind is not (FeelKind.Range or FeelKind.Null) && !allowed.Holds(test))
                    yield return new TableFinding(FindingKind.ValueNotAllowed, [table.Rules[row].Id], [], $"Rule {table.Rules[row].Id} tests {title} for {FeelText.Source(test)}, which is not among its allowed values.");
        }
        if (cells.Any(cell => cell is null)) yield break;
        foreach (var value in allowed.Tests.Where(value => value.Kind != FeelKind.Range))
            if (!cells.Any(cell => cell!.Tests.Length > 0 && cell.Holds(value)))
                yield return new TableFinding(FindingKind.UnusedValue, [], [KeyValuePair.Create(title, value)], $"No rule mentions {FeelText.Source(value)}, an allowed value of {title}.");
    }

    private static IEnumerable<TableFinding> Outputs(DecisionTable table, int column, Node[] cells, CellTests allowed)
    {
        for (var row = 0; row < cells.Length; row++)
            if (cells[row].ConstantValue() is { IsNull: false } value && !allowed.Holds(value))
                yield return new TableFinding(FindingKind.ValueNotAllowed, [table.Rules[row].Id], [], $"Rule {table.Rules[row].Id} yields {FeelText.Source(value)}, which is not an allowed value of {table.Outputs[column].Title}.");
    }
}
