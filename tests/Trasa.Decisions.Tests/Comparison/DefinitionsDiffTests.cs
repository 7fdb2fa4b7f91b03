using Trasa.Decisions.Comparison;
using Trasa.Decisions.Model;
using static Trasa.Decisions.Tests.Tables.TableText;

namespace Trasa.Decisions.Tests.Comparison;

public sealed class DefinitionsDiffTests
{
    private static readonly DecisionTable Before = Table(HitPolicy.First, ["kind", "amount"], ["team"], "\"a\"; > 10 | \"x\"", "\"b\"; - | \"y\"", "-; - | \"z\"");

    [Fact]
    public void Same_content_has_no_differences() =>
        Assert.Empty(DefinitionsDiff.Compare(Definitions(Before), Definitions(Before)));

    [Fact]
    public void Changed_cell_names_column_and_both_texts()
    {
        var row = Assert.Single(RowsOf(Before with { Rules = [Before.Rules[0] with { Outputs = ["\"w\""] }, Before.Rules[1], Before.Rules[2]] }));

        Assert.Equal((RowChange.Changed, "r1", 1, 1), (row.Change, row.RuleId, row.Before, row.After));
        Assert.Equal([new CellDiff("team", "\"x\"", "\"w\"")], row.Cells);
    }

    [Fact]
    public void Inserted_row_does_not_make_the_rows_below_it_differ()
    {
        var added = new TableRule("new", ["\"c\"", "-"], ["\"v\""]);

        var row = Assert.Single(RowsOf(Before with { Rules = [added, .. Before.Rules] }));

        Assert.Equal((RowChange.Added, "new", null, 1), (row.Change, row.RuleId, row.Before, row.After));
    }

    [Fact]
    public void Only_the_row_that_was_dragged_is_moved()
    {
        var row = Assert.Single(RowsOf(Before with { Rules = [Before.Rules[2], Before.Rules[0], Before.Rules[1]] }));

        Assert.Equal((RowChange.Moved, "r3", 3, 1), (row.Change, row.RuleId, row.Before, row.After));
    }

    [Fact]
    public void Removed_row_stands_where_it_was_and_shows_what_it_said()
    {
        var rows = RowsOf(Before with { Rules = [Before.Rules[0], Before.Rules[2] with { Outputs = ["\"zz\""] }] });

        Assert.Equal([RowChange.Removed, RowChange.Changed], rows.Select(row => row.Change));
        Assert.Contains(new CellDiff("team", "\"y\"", null), rows[0].Cells);
    }

    [Fact]
    public void Hit_policy_and_columns_are_settings()
    {
        var after = Before with { HitPolicy = HitPolicy.Unique, Outputs = [Before.Outputs[0] with { AllowedValues = "\"x\", \"y\"" }] };

        var diff = Assert.Single(DefinitionsDiff.Compare(Definitions(Before), Definitions(after)));

        Assert.Equal(["hit policy", "outputs"], diff.Settings.Select(setting => setting.Column));
        Assert.Empty(diff.Rows);
    }

    private static IReadOnlyList<RowDiff> RowsOf(DecisionTable after) => Assert.Single(DefinitionsDiff.Compare(Definitions(Before), Definitions(after))).Rows;
}
