using Trasa.Feel.Compilation;
using Trasa.Feel.Values;

namespace Trasa.Decisions.Tables;

/// <summary>
/// Evaluates one table again and again without allocating: variables, matches and outputs live in the session. For callers
/// on the hot path; not for several threads at once. Values are given by the position of their variable.
/// </summary>
public sealed class TableSession
{
    private readonly CompiledTable _table;
    private readonly Frame _frame;
    private readonly int[] _slots;
    private readonly ulong[] _hits;
    private readonly FeelValue[] _outputs;

    internal TableSession(CompiledTable table, Frame frame, int[] slots)
    {
        (_table, _frame, _slots) = (table, frame, slots);
        _hits = new ulong[table.Words];
        _outputs = new FeelValue[table.Outputs.Length];
    }

    /// <summary>A bit per row that matched; with FIRST only the row that decided. Valid until the next evaluation.</summary>
    public ReadOnlySpan<ulong> Hits => _hits;

    /// <summary>The outputs of the first row that matched. Valid until the next evaluation.</summary>
    public ReadOnlySpan<FeelValue> Outputs => _outputs;

    /// <summary>Gives a variable its value; one that the table does not use is ignored.</summary>
    public void Set(int variable, in FeelValue value)
    {
        if (_slots[variable] >= 0) _frame.Slots[_slots[variable]] = value;
    }

    /// <summary>The first row that matches, with its outputs; -1 when none does.</summary>
    public int First()
    {
        _frame.Evaluation.Restart();
        try
        {
            _table.ReadInputs(_frame);
            _table.FindHits(_frame, _hits);
            return TakeOutputs();
        }
        catch (Exception problem) when (FeelLimitException.Of(problem) is not null)
        {
            return -1;
        }
    }

    /// <summary>As <see cref="First"/>, but by testing cell after cell: what the bitmaps are measured against.</summary>
    public int FirstByScan()
    {
        _frame.Evaluation.Restart();
        _table.ReadInputs(_frame);
        _table.Scan(_frame, _hits);
        return TakeOutputs();
    }

    /// <summary>The result by the hit policy, which is all that is allocated.</summary>
    public FeelValue Collect()
    {
        _frame.Evaluation.Restart();
        try
        {
            _table.ReadInputs(_frame);
            _table.FindHits(_frame, _hits);
            return _table.Decide(_frame, _hits);
        }
        catch (Exception problem) when (FeelLimitException.Of(problem) is not null)
        {
            return FeelValue.Null;
        }
    }

    private int TakeOutputs()
    {
        for (var word = 0; word < _hits.Length; word++)
        {
            if (_hits[word] == 0) continue;
            var row = (word << 6) + System.Numerics.BitOperations.TrailingZeroCount(_hits[word]);
            for (var i = 0; i < _outputs.Length; i++) _outputs[i] = _table.OutputOf(_frame, i, row);
            return row;
        }
        return -1;
    }
}
