using Trasa.Decisions.Graph;
using Trasa.Decisions.Model;
using Trasa.Decisions.Tables;
using Trasa.Feel;
using Trasa.Feel.Values;

namespace Trasa.Decisions.Analysis;

/// <summary>
/// Looks for gaps, overlaps, contradictions, shadowed and dead rules. Cells of constants cut the inputs into boxes
/// (Calvanese et al., Information Systems 78, 2018); rules with other cells are left out of every claim.
/// </summary>
public static class TableAnalyzer
{
    /// <summary>Overlaps named one by one; more of them mean another hit policy, not more findings.</summary>
    private const int MaxPairs = 200;

    // Comparisons of rules with classes over all rules: under a second, because somebody is typing.
    private const long MaxWork = 40_000_000;

    public static TableAnalysis Analyze(DecisionTable table, FeelOptions? options = null)
    {
        options ??= FeelOptions.Default;
        var problems = new List<Xml.DmnProblem>();
        var types = new ModelTypes(new Definitions(), [], options);
        var nodes = new TableBuilder(new ExpressionBuilder(types, options, "", problems), table, FeelScope.Empty, "").Build();
        var cells = Array.ConvertAll(nodes.Columns, column => CellTests.AllOf(column.Cells));
        var known = Enumerable.Range(0, table.Rules.Count).Where(row => cells.All(column => column[row] is not null)).ToArray();
        var allowed = Array.ConvertAll(nodes.Columns, column => column.Allowed is null ? null : CellTests.Of(column.Allowed));
        var spaces = cells.Select((column, i) => ColumnSpace.Of([.. known.Select(row => column[row])], allowed[i], table.Inputs[i].TypeRef)!).ToArray();
        var boxes = new TableBoxes(table, known, spaces);
        var findings = new List<TableFinding>();
        findings.AddRange(AllowedValues.Check(table, nodes, cells, allowed));
        findings.AddRange(Dead(boxes));
        findings.AddRange(Pairs(boxes, nodes, out var listed));
        findings.AddRange(Shadowed(boxes, out var complete));
        complete &= listed;
        if (known.Length == table.Rules.Count && table.Outputs.All(output => string.IsNullOrWhiteSpace(output.Default)))
        {
            findings.AddRange(Gaps(boxes, out var all));
            complete &= all;
        }
        return new TableAnalysis(findings, [.. Enumerable.Range(0, table.Rules.Count).Except(known).Select(row => table.Rules[row].Id)], complete);
    }

    private static IEnumerable<TableFinding> Dead(TableBoxes boxes) =>
        from row in Enumerable.Range(0, boxes.Count)
        where boxes.IsEmpty(row)
        select new TableFinding(FindingKind.Dead, [boxes.RuleId(row)], [], $"Rule {boxes.RuleId(row)} can never match: one of its cells holds for no value.");

    private static List<TableFinding> Pairs(TableBoxes boxes, TableNodes nodes, out bool complete)
    {
        complete = true;
        var findings = new List<TableFinding>();
        if (boxes.Table.HitPolicy is not (HitPolicy.Unique or HitPolicy.Any)) return findings;
        for (var first = 0; first < boxes.Count; first++)
        {
            for (var second = first + 1; second < boxes.Count; second++)
            {
                if (boxes.Common(first, second) is not { } example) continue;
                var equal = SameOutputs(nodes, boxes.Row(first), boxes.Row(second));
                if (equal && boxes.Table.HitPolicy == HitPolicy.Any) continue;
                var kind = equal ? FindingKind.Overlap : boxes.Table.HitPolicy == HitPolicy.Any ? FindingKind.Contradiction : FindingKind.Overlap;
                string[] rules = [boxes.RuleId(first), boxes.RuleId(second)];
                findings.Add(new TableFinding(kind, rules, boxes.Name(example), $"Rules {rules[0]} and {rules[1]} match the same inputs{(equal ? "" : " with different outputs")}."));
                if (findings.Count < MaxPairs) continue;
                complete = false;
                return findings;
            }
        }
        return findings;
    }

    private static bool SameOutputs(TableNodes nodes, int first, int second) => nodes.Outputs.All(output =>
        output.Cells[first].ConstantValue() is { } a && output.Cells[second].ConstantValue() is { } b && FeelEquality.Same(a, b));

    /// <summary>With FIRST, a rule whose box lies inside the boxes of earlier rules.</summary>
    private static List<TableFinding> Shadowed(TableBoxes boxes, out bool complete)
    {
        complete = true;
        var findings = new List<TableFinding>();
        if (boxes.Table.HitPolicy != HitPolicy.First) return findings;
        var work = 0L;
        for (var row = 1; row < boxes.Count; row++)
        {
            if (boxes.IsEmpty(row)) continue;
            // Only the rules above that meet this one can take something from it.
            int[] above = [.. Enumerable.Range(0, row).Where(other => boxes.Meet(other, row))];
            var search = new BoxSearch(boxes);
            var covered = above.Length > 0 && search.Uncovered(above, row) is null;
            complete &= search.IsComplete;
            if (covered && search.IsComplete)
                findings.Add(new TableFinding(FindingKind.Shadowed, [boxes.RuleId(row)], boxes.Name(boxes.ExampleOf(row)), $"Rule {boxes.RuleId(row)} never decides: earlier rules match everything that it does."));
            if ((work += search.Work) <= MaxWork) continue;
            complete = false;
            break;
        }

        return findings;
    }

    private static TableFinding[] Gaps(TableBoxes boxes, out bool complete)
    {
        var search = new BoxSearch(boxes);
        var gaps = search.Gaps([.. Enumerable.Range(0, boxes.Count)]).Select(example => new TableFinding(FindingKind.Gap, [], boxes.Name(example), "No rule matches these inputs.")).ToArray();
        complete = search.IsComplete;
        return gaps;
    }
}
