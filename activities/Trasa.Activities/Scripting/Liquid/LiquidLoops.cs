using System.Globalization;
using Trasa.Engine.Values;

namespace Trasa.Activities.Scripting.Liquid;

/// <param name="Name">What each item is called.</param>
/// <param name="List">The items.</param>
/// <param name="Key">The name and the list as they are written: a loop that continues goes on where the last one of that key ended.</param>
internal sealed record LiquidLoop(string Name, LiquidValue List, string Key)
{
    /// <summary>How many at the most.</summary>
    public LiquidValue? Limit { get; init; }

    /// <summary>How many are left out at the start.</summary>
    public LiquidValue? Offset { get; init; }

    public bool Continues { get; init; }

    public bool IsReversed { get; init; }

    /// <summary>Of a table: how many stand in a row.</summary>
    public LiquidValue? Columns { get; init; }

    /// <summary>The items from the offset on, as many as the limit allows, then the other way round.</summary>
    public List<object?> Items(LiquidRun run)
    {
        var all = run.Items(List.Evaluate(run));
        var offset = Continues ? run.Positions.GetValueOrDefault(Key) : Number(Offset, run) ?? 0;
        var count = Math.Min(Number(Limit, run) ?? int.MaxValue, Math.Max(0, all.Count - offset));
        run.Positions[Key] = (int)Math.Min(int.MaxValue, (long)offset + count);
        List<object?> items = [.. all.Skip(offset).Take(count)];
        if (IsReversed) items.Reverse();
        return items;
    }

    public static int? Number(LiquidValue? value, LiquidRun run) => ValueConversion.ToNumber(value?.Evaluate(run)) is { } number ? (int)Math.Clamp(number, 0, int.MaxValue) : null;
}

/// <summary>The body once for each item; what stands behind <c>else</c> when there are none.</summary>
internal sealed class ForPart(LiquidLoop loop, IReadOnlyList<LiquidPart> body, IReadOnlyList<LiquidPart> otherwise) : LiquidPart
{
    public override void Write(LiquidRun run)
    {
        var items = loop.Items(run);
        if (items.Count == 0) run.Write(otherwise);
        var kept = run.Keep(loop.Name, "forloop");
        for (var index = 0; index < items.Count && run.Leaving != LiquidLeaving.Loop; index++)
        {
            run.Budget.Turn();
            run.Assign(loop.Name, items[index]);
            var turn = LiquidTurn.Of(index, items.Count);
            turn["parentloop"] = kept[1].Value;
            run.Assign("forloop", turn);
            run.Write(body);
            if (run.Leaving == LiquidLeaving.Turn) run.Leaving = LiquidLeaving.None;
        }

        run.Restore(kept);
        if (items.Count > 0 && run.Leaving == LiquidLeaving.Loop) run.Leaving = LiquidLeaving.None;
    }
}

/// <summary>The body once for each item, as the cells of an HTML table.</summary>
internal sealed class TableRowPart(LiquidLoop loop, IReadOnlyList<LiquidPart> body) : LiquidPart
{
    public override void Write(LiquidRun run)
    {
        var items = loop.Items(run);
        var columns = Math.Max(1, LiquidLoop.Number(loop.Columns, run) ?? items.Count);
        var kept = run.Keep(loop.Name, "tablerowloop");
        run.Append("<tr class=\"row1\">\n");
        for (var index = 0; index < items.Count && run.Leaving != LiquidLeaving.Loop; index++)
        {
            run.Budget.Turn();
            var (row, column) = (index / columns, index % columns);
            var isLastColumn = column == columns - 1;
            run.Assign(loop.Name, items[index]);
            run.Assign("tablerowloop", Cell(LiquidTurn.Of(index, items.Count), row, column, isLastColumn));
            run.Append(string.Create(CultureInfo.InvariantCulture, $"<td class=\"col{column + 1}\">"));
            run.Write(body);
            run.Append("</td>");
            if (run.Leaving == LiquidLeaving.Turn) run.Leaving = LiquidLeaving.None;
            if (isLastColumn && index < items.Count - 1) run.Append(string.Create(CultureInfo.InvariantCulture, $"</tr>\n<tr class=\"row{row + 2}\">"));
        }

        run.Append("</tr>\n");
        run.Restore(kept);
        if (run.Leaving == LiquidLeaving.Loop) run.Leaving = LiquidLeaving.None;
    }

    private static Dictionary<string, object?> Cell(Dictionary<string, object?> turn, int row, int column, bool isLast)
    {
        (turn["row"], turn["col"], turn["col0"]) = ((decimal)(row + 1), (decimal)(column + 1), (decimal)column);
        (turn["col_first"], turn["col_last"]) = (column == 0, isLast);
        return turn;
    }
}

/// <summary>What every loop tells of the turn that it is in.</summary>
internal static class LiquidTurn
{
    public static Dictionary<string, object?> Of(int index, int count) => new(StringComparer.Ordinal)
    {
        ["index"] = (decimal)(index + 1),
        ["index0"] = (decimal)index,
        ["rindex"] = (decimal)(count - index),
        ["rindex0"] = (decimal)(count - index - 1),
        ["first"] = index == 0,
        ["last"] = index == count - 1,
        ["length"] = (decimal)count,
    };
}
