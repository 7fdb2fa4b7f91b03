using Trasa.Decisions.Model;
using Trasa.Feel;
using Trasa.Feel.Compilation;
using Trasa.Feel.Nodes;
using Trasa.Feel.Types;
using Trasa.Feel.Values;

namespace Trasa.Decisions.Tables;

/// <summary>An input column as code; a cell that holds always is null.</summary>
internal sealed record CompiledColumn(Op Expression, int Slot, Op? Allowed, CompiledCell?[] Cells);

/// <summary>A cell as a plain test when it holds nothing but constants, else as code.</summary>
internal sealed class CompiledCell(Op? code, ConstantTest? plain, int slot)
{
    public bool Holds(Frame frame) => plain is not null ? plain(frame.Slots[slot]) : code!(frame).IsTrue;
}

/// <summary>An output column as code.</summary>
internal sealed record CompiledOutput(string Name, FeelType? Type, Op[] Cells, Op? Default, FeelValue[] Ranks, Op? Allowed, int Slot);

/// <summary>A decision table as code. Holds no state, so many threads may evaluate it, each with frames of its own.</summary>
internal sealed class CompiledTable(DecisionTable table, string source, CompiledColumn[] columns, CompiledOutput[] outputs, TableIndex? index)
{
    // Tables up to 4,096 rows keep their candidates on the stack.
    private const int StackWords = 64;

    private static readonly FeelSpan Nowhere = new(0, 0);

    private readonly string[] _names = Array.ConvertAll(outputs, output => output.Name);

    // The cells that test something, row by row: a scan touches no others.
    private readonly CompiledCell[][] _cellsOfRows =
        [.. Enumerable.Range(0, table.Rules.Count).Select(row => columns.Select(column => column.Cells[row]).OfType<CompiledCell>().ToArray())];

    public DecisionTable Table => table;

    public string Source => source;

    public CompiledColumn[] Columns => columns;

    public CompiledOutput[] Outputs => outputs;

    public int Words { get; } = (table.Rules.Count + 63) / 64;

    /// <summary>Only the first match decides, so the search may end there.</summary>
    private bool FirstOnly => table.HitPolicy == HitPolicy.First;

    public FeelValue Evaluate(Frame frame)
    {
        var outer = frame.Evaluation.Source;
        frame.Evaluation.Source = source;
        frame.Evaluation.Step(Nowhere);
        ReadInputs(frame);
        Span<ulong> hits = Words <= StackWords ? stackalloc ulong[Words] : new ulong[Words];
        FindHits(frame, hits);
        (frame.Evaluation.Companion as TraceCollector)?.Add(this, frame, hits);
        var result = Decide(frame, hits);
        frame.Evaluation.Source = outer;
        return result;
    }

    /// <summary>Evaluates the input expressions into their slots.</summary>
    public void ReadInputs(Frame frame)
    {
        foreach (var column in columns)
        {
            ref var slot = ref frame.Slots[column.Slot];
            slot = column.Expression(frame);
            if (column.Allowed is null || slot.IsNull || column.Allowed(frame).IsTrue) continue;
            frame.Evaluation.Error(FeelCode.ValueNotAllowed, Nowhere, $"{source}: the input {Describe.Value(slot)} is not among the allowed values.", Describe.Value(slot));
        }
    }

    /// <summary>Sets the bits of the rows that match; for FIRST only the first.</summary>
    public void FindHits(Frame frame, Span<ulong> hits)
    {
        if (index is not null) FindIndexed(frame, hits);
        else Scan(frame, hits);
    }

    /// <summary>Tests every row, cell by cell.</summary>
    public void Scan(Frame frame, Span<ulong> hits)
    {
        hits.Clear();
        for (var row = 0; row < table.Rules.Count; row++)
        {
            if (!RowHolds(frame, row)) continue;
            hits[row >> 6] |= 1UL << row;
            if (FirstOnly) return;
        }
    }

    public bool CellHolds(Frame frame, int column, int row) => columns[column].Cells[row] is not { } cell || cell.Holds(frame);

    /// <summary>The outputs of a row, one per column, converted and checked against the declared types.</summary>
    public FeelValue[] OutputsOf(Frame frame, int row)
    {
        var values = new FeelValue[outputs.Length];
        for (var i = 0; i < outputs.Length; i++) values[i] = OutputOf(frame, i, row);
        return values;
    }

    public FeelValue OutputOf(Frame frame, int output, int row) => Checked(frame, outputs[output], outputs[output].Cells[row](frame));

    public FeelValue Decide(Frame frame, ReadOnlySpan<ulong> hits) => HitPolicies.Decide(this, frame, hits);

    public FeelValue Shape(FeelValue[] values)
    {
        if (values.Length == 1) return values[0];
        return FeelValue.Of(new FeelContext(_names, values));
    }

    /// <summary>The default outputs; null when the table declares none.</summary>
    public FeelValue[]? Defaults(Frame frame)
    {
        if (!Array.Exists(outputs, output => output.Default is not null)) return null;
        return Array.ConvertAll(outputs, output => output.Default is { } code ? Checked(frame, output, code(frame)) : FeelValue.Null);
    }

    private bool RowHolds(Frame frame, int row)
    {
        foreach (var cell in _cellsOfRows[row])
            if (!cell.Holds(frame)) return false;
        return true;
    }

    private void FindIndexed(Frame frame, Span<ulong> hits)
    {
        index!.Candidates(frame, columns, hits);
        for (var word = 0; word < hits.Length; word++)
        {
            for (var open = hits[word]; open != 0; open &= open - 1)
            {
                var row = (word << 6) + System.Numerics.BitOperations.TrailingZeroCount(open);
                if (index.HoldsResidual(frame, columns, row))
                {
                    if (!FirstOnly) continue;
                    hits.Clear();
                    hits[word] = 1UL << row;
                    return;
                }
                hits[word] &= ~(1UL << row);
            }
        }
    }

    private FeelValue Checked(Frame frame, CompiledOutput output, in FeelValue value)
    {
        var typed = output.Type is null ? value : TypedNode.Check(frame.Evaluation, Nowhere, value, output.Type, output.Name.Length > 0 ? output.Name : source);
        if (output.Allowed is null || typed.IsNull) return typed;
        frame.Slots[output.Slot] = typed;
        if (!output.Allowed(frame).IsTrue)
            frame.Evaluation.Error(FeelCode.ValueNotAllowed, Nowhere, $"{source}: the output {Describe.Value(typed)} is not among the allowed values.", Describe.Value(typed));
        return typed;
    }
}
