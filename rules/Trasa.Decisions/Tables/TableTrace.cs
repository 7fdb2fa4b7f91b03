using Trasa.Decisions.Model;
using Trasa.Feel.Compilation;
using Trasa.Feel.Values;

namespace Trasa.Decisions.Tables;

/// <summary>A row that matched.</summary>
public sealed record MatchedRule(int Index, string RuleId, string? Comment);

/// <summary>A row that would have matched but for one cell.</summary>
public sealed record NearMiss(int Index, string RuleId, string? Comment, string Column, string CellText, FeelValue ActualValue);

/// <summary>What one table met in one evaluation. Near misses are worked out when they are asked for.</summary>
public sealed class TableTrace
{
    private readonly CompiledTable _table;
    private readonly Frame _frame;
    private readonly FeelValue[] _inputs;

    internal TableTrace(CompiledTable table, Frame frame, int[] rows)
    {
        _table = table;
        // The frame goes on to be used by later tables, so its variables are kept as they are now.
        _frame = frame.Snapshot();
        _inputs = Array.ConvertAll(table.Columns, column => frame.Slots[column.Slot]);
        Matched = [.. rows.Select(row => new MatchedRule(row, table.Table.Rules[row].Id, table.Table.Rules[row].Comment))];
    }

    /// <summary>The decision or function that the table belongs to.</summary>
    public string Source => _table.Source;

    public HitPolicy HitPolicy => _table.Table.HitPolicy;

    /// <summary>The rows that matched; with FIRST the one that decided.</summary>
    public IReadOnlyList<MatchedRule> Matched { get; }

    /// <summary>What the input columns met, in their order.</summary>
    public IReadOnlyList<KeyValuePair<string, FeelValue>> Inputs =>
        [.. _table.Table.Inputs.Select((input, column) => KeyValuePair.Create(input.Title, _inputs[column]))];

    /// <summary>Rows in which exactly one cell failed, the first ones when there are more than <paramref name="limit"/>.</summary>
    public IReadOnlyList<NearMiss> NearMisses(int limit = 20)
    {
        var misses = new List<NearMiss>();
        var evaluation = new Evaluation(_frame.Evaluation.Options);
        var frame = new Frame([.. _frame.Slots], evaluation, _frame.Outer);
        var matched = Matched.Select(match => match.Index).ToHashSet();
        try
        {
            for (var row = 0; row < _table.Table.Rules.Count && misses.Count < limit; row++)
                if (!matched.Contains(row) && OnlyFailure(frame, row) is { } column) misses.Add(Miss(row, column));
        }
        catch (Exception problem) when (FeelLimitException.Of(problem) is not null)
        {
            // A cell took too long; the rows below would take as long.
        }

        return misses;
    }

    private NearMiss Miss(int row, int column)
    {
        var rule = _table.Table.Rules[row];
        return new NearMiss(row, rule.Id, rule.Comment, _table.Table.Inputs[column].Title, rule.Inputs[column].Trim(), _inputs[column]);
    }

    /// <summary>The one column that fails; null when none or several do.</summary>
    private int? OnlyFailure(Frame frame, int row)
    {
        frame.Evaluation.Restart();
        int? failed = null;
        for (var column = 0; column < _table.Columns.Length; column++)
        {
            if (_table.CellHolds(frame, column, row)) continue;
            if (failed is not null) return null;
            failed = column;
        }
        return failed;
    }
}
