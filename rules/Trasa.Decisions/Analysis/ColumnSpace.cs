using Trasa.Decisions.Tables;
using Trasa.Feel.Values;

namespace Trasa.Decisions.Analysis;

/// <summary>
/// The values of one column cut into classes: inside a class every cell of the column gives the same answer, so one value
/// stands for all. Numbers, dates and durations are cut at the break points; texts into those that are mentioned and "any other".
/// </summary>
internal sealed class ColumnSpace
{
    private const string OtherText = "(other)";

    private ColumnSpace(FeelValue[] classes, bool[][] holds)
    {
        Classes = classes;
        Holds = holds;
        var known = new Dictionary<bool[], int[]>(ReferenceEqualityComparer.Instance);
        Changes = Array.ConvertAll(holds, answers => known.TryGetValue(answers, out var changes) ? changes : known[answers] = ChangesOf(answers));
    }

    /// <summary>A value for each class.</summary>
    public FeelValue[] Classes { get; }

    /// <summary>By row, then by class: whether the cell holds.</summary>
    public bool[][] Holds { get; }

    /// <summary>By row: the classes from which on the cell answers otherwise. Between them nothing has to be looked at.</summary>
    public int[][] Changes { get; }

    public static int[] ChangesOf(bool[] answers) => [.. Enumerable.Range(1, answers.Length - 1).Where(i => answers[i] != answers[i - 1])];

    /// <summary>Null when some cell is not made of constants.</summary>
    public static ColumnSpace? Of(CellTests?[] cells, CellTests? allowed, string? typeRef)
    {
        if (cells.Any(cell => cell is null)) return null;
        var constants = cells.SelectMany(cell => cell!.Tests).Concat(allowed?.Tests ?? []).ToArray();
        var classes = Representatives(constants, typeRef).Distinct().Where(value => allowed is null || allowed.Holds(value)).ToArray();
        if (classes.Length == 0) classes = [FeelValue.Null];
        // Equal cells are one object and share their answers: a column repeats few texts over many rows.
        var known = new Dictionary<CellTests, bool[]>(ReferenceEqualityComparer.Instance);
        return new ColumnSpace(classes, Array.ConvertAll(cells, cell => known.TryGetValue(cell!, out var holds) ? holds : known[cell!] = Array.ConvertAll(classes, value => cell!.Holds(value))));
    }

    /// <summary>Values at, between and beside the constants: enough to meet every cell that is made of them.</summary>
    public static IEnumerable<FeelValue> Around(FeelValue[] constants, string? typeRef) => Representatives(constants, typeRef).Distinct();

    private static IEnumerable<FeelValue> Representatives(FeelValue[] constants, string? typeRef)
    {
        // A value that the column never has stands for no input: a rule that tests it is dead.
        var declared = KindOf(typeRef);
        var ends = constants.SelectMany(Ends).Where(end => declared is null || end.IsNull || end.Kind == declared).ToArray();
        var texts = ends.Where(end => end.Kind == FeelKind.String).Distinct().ToArray();
        foreach (var text in texts) yield return text;
        if (texts.Length > 0 || typeRef == "string") yield return FeelValue.Of(OtherText);
        if (typeRef == "boolean" || ends.Any(end => end.Kind == FeelKind.Boolean))
        {
            yield return FeelValue.True;
            yield return FeelValue.False;
        }
        foreach (var kind in new[] { FeelKind.Number, FeelKind.Date, FeelKind.YearsMonthsDuration, FeelKind.DaysTimeDuration })
            foreach (var value in OnLine(kind, [.. ends.Where(end => end.Kind == kind).Select(end => OrderedKeys.Key(end)).Distinct().Order()])) yield return value;
        if (ends.Any(end => end.IsNull)) yield return FeelValue.Null;
    }

    private static FeelKind? KindOf(string? typeRef) => typeRef switch
    {
        "number" => FeelKind.Number,
        "string" => FeelKind.String,
        "boolean" => FeelKind.Boolean,
        "date" => FeelKind.Date,
        _ => null,
    };

    private static IEnumerable<FeelValue> Ends(FeelValue constant)
    {
        if (constant.Kind != FeelKind.Range) return [constant];
        return constant.Range.Form switch
        {
            FeelRangeForm.Below => [constant.Range.End],
            FeelRangeForm.Above or FeelRangeForm.Equal or FeelRangeForm.NotEqual => [constant.Range.Start],
            FeelRangeForm.Interval => [constant.Range.Start, constant.Range.End],
        };
    }

    /// <summary>The break points and a value in each gap between them. Dates are whole days, so neighbours have no gap.</summary>
    private static IEnumerable<FeelValue> OnLine(FeelKind kind, decimal[] points)
    {
        if (points.Length == 0) yield break;
        var whole = kind is FeelKind.Date or FeelKind.YearsMonthsDuration;
        if (Beside(kind, points[0], -1) is { } below) yield return below;
        for (var i = 0; i < points.Length; i++)
        {
            yield return At(kind, points[i]);
            if (i + 1 == points.Length)
            {
                if (Beside(kind, points[i], 1) is { } above) yield return above;
            }
            else if (!whole) yield return At(kind, Between(points[i], points[i + 1]));
            else if (points[i + 1] - points[i] > 1) yield return At(kind, points[i] + 1);
        }
    }

    /// <summary>A whole number when one fits, because examples are read by people.</summary>
    private static decimal Between(decimal low, decimal high)
    {
        var whole = decimal.Floor(low) + 1;
        return whole < high ? whole : low / 2 + high / 2;
    }

    /// <summary>Null where numbers or dates end.</summary>
    private static FeelValue? Beside(FeelKind kind, decimal point, int step)
    {
        if (kind == FeelKind.Date) return Feel.Temporal.FeelDate.FromDayNumber((long)point + step) is { } date ? FeelValue.Of(date) : null;
        var isLast = step < 0 ? point < decimal.MinValue - step : point > decimal.MaxValue - step;
        return isLast ? null : At(kind, point + step);
    }

    private static FeelValue At(FeelKind kind, decimal key) => kind switch
    {
        FeelKind.Date => FeelValue.Of(Feel.Temporal.FeelDate.FromDayNumber((long)key)!),
        FeelKind.YearsMonthsDuration => FeelValue.OfMonths(key),
        FeelKind.DaysTimeDuration => FeelValue.OfSeconds(key),
        _ => FeelValue.Of(key),
    };
}
