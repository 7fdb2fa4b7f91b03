using System.Numerics;
using Trasa.Decisions.Model;
using Trasa.Feel;
using Trasa.Feel.Compilation;
using Trasa.Feel.Values;

namespace Trasa.Decisions.Tables;

/// <summary>From the rows that match to the result of the table (DMN 1.5, section 8.2.8).</summary>
internal static class HitPolicies
{
    private static readonly FeelSpan Nowhere = new(0, 0);

    public static FeelValue Decide(CompiledTable table, Frame frame, ReadOnlySpan<ulong> hits)
    {
        var count = 0;
        foreach (var word in hits) count += BitOperations.PopCount(word);
        if (count == 0) return NoHit(table, frame);
        return table.Table.HitPolicy switch
        {
            HitPolicy.Unique => count == 1 ? Single(table, frame, hits) : Violated(table, frame, hits, "Rules {0} match, and the hit policy UNIQUE allows one."),
            HitPolicy.First => Single(table, frame, hits),
            HitPolicy.Any => Any(table, frame, hits),
            HitPolicy.Priority => table.Shape(Sorted(table, All(table, frame, hits, count))[0]),
            HitPolicy.OutputOrder => Listed(table, Sorted(table, All(table, frame, hits, count))),
            HitPolicy.RuleOrder => Listed(table, All(table, frame, hits, count)),
            HitPolicy.Collect => Collect(table, frame, All(table, frame, hits, count)),
        };
    }

    /// <summary>The rows of the set bits, in order.</summary>
    public static int[] Rows(ReadOnlySpan<ulong> hits)
    {
        var rows = new List<int>();
        for (var word = 0; word < hits.Length; word++)
            for (var open = hits[word]; open != 0; open &= open - 1)
                rows.Add((word << 6) + BitOperations.TrailingZeroCount(open));
        return [.. rows];
    }

    private static FeelValue NoHit(CompiledTable table, Frame frame)
    {
        if (table.Defaults(frame) is { } defaults)
            return table.Table.HitPolicy is HitPolicy.RuleOrder or HitPolicy.OutputOrder or HitPolicy.Collect && table.Table.Aggregation == Aggregation.None
                ? FeelValue.Of([table.Shape(defaults)])
                : table.Shape(defaults);
        return table.Table.HitPolicy switch
        {
            HitPolicy.Collect when table.Table.Aggregation == Aggregation.Count => FeelValue.Of(0),
            HitPolicy.RuleOrder or HitPolicy.OutputOrder or HitPolicy.Collect when table.Table.Aggregation == Aggregation.None => FeelValue.Of((FeelValue[])[]),
            HitPolicy.Unique or HitPolicy.Any or HitPolicy.Priority or HitPolicy.First or HitPolicy.RuleOrder or HitPolicy.OutputOrder or HitPolicy.Collect => FeelValue.Null,
        };
    }

    private static FeelValue Single(CompiledTable table, Frame frame, ReadOnlySpan<ulong> hits)
    {
        for (var word = 0; word < hits.Length; word++)
            if (hits[word] != 0) return table.Shape(table.OutputsOf(frame, (word << 6) + BitOperations.TrailingZeroCount(hits[word])));
        return FeelValue.Null;
    }

    private static FeelValue[][] All(CompiledTable table, Frame frame, ReadOnlySpan<ulong> hits, int count)
    {
        var (all, next) = (new FeelValue[count][], 0);
        for (var word = 0; word < hits.Length; word++)
            for (var open = hits[word]; open != 0; open &= open - 1)
                all[next++] = table.OutputsOf(frame, (word << 6) + BitOperations.TrailingZeroCount(open));
        return all;
    }

    private static FeelValue Any(CompiledTable table, Frame frame, ReadOnlySpan<ulong> hits)
    {
        FeelValue? result = null;
        foreach (var row in Rows(hits))
        {
            var value = table.Shape(table.OutputsOf(frame, row));
            if (result is { } first && !FeelEquality.Same(first, value))
                return Violated(table, frame, hits, "Rules {0} match with different outputs, and the hit policy ANY needs equal ones.");
            result ??= value;
        }
        return result ?? FeelValue.Null;
    }

    private static FeelValue Violated(CompiledTable table, Frame frame, ReadOnlySpan<ulong> hits, string message)
    {
        var rules = string.Join(", ", Rows(hits).Select(row => table.Table.Rules[row].Id));
        return frame.Evaluation.Error(FeelCode.HitPolicyViolated, Nowhere, string.Format(System.Globalization.CultureInfo.InvariantCulture, message, rules), rules);
    }

    private static FeelValue Listed(CompiledTable table, FeelValue[][] rows) => FeelValue.Of(Array.ConvertAll(rows, table.Shape));

    /// <summary>By the first output's rank, then by the second's, ...; equal ranks keep the order of the rules.</summary>
    private static FeelValue[][] Sorted(CompiledTable table, FeelValue[][] rows) =>
        [.. rows.OrderBy(row => Array.ConvertAll(row.Zip(table.Outputs).ToArray(), cell => Rank(cell.Second, cell.First)), RankOrder.Instance)];

    private static int Rank(CompiledOutput output, in FeelValue value)
    {
        for (var i = 0; i < output.Ranks.Length; i++)
            if (Trasa.Feel.Nodes.Membership.Holds(value, output.Ranks[i]) == true) return i;
        return output.Ranks.Length;
    }

    private static FeelValue Collect(CompiledTable table, Frame frame, FeelValue[][] rows)
    {
        if (table.Table.Aggregation == Aggregation.None) return Listed(table, rows);
        if (table.Table.Aggregation == Aggregation.Count) return FeelValue.Of(rows.Length);
        var totals = new FeelValue[table.Outputs.Length];
        for (var i = 0; i < totals.Length; i++) totals[i] = Aggregate(table.Table.Aggregation, frame, Array.ConvertAll(rows, row => row[i]));
        return table.Shape(totals);
    }

    private static FeelValue Aggregate(Aggregation aggregation, Frame frame, FeelValue[] values)
    {
        var name = aggregation switch { Aggregation.Min => "min", Aggregation.Max => "max", Aggregation.Sum or Aggregation.None or Aggregation.Count => "sum" };
        return Trasa.Feel.Functions.BuiltInFunctions.Find(name)!.Invoke(new FeelCall(frame.Evaluation, Nowhere, name), [FeelValue.Of(values)]);
    }

    private sealed class RankOrder : IComparer<int[]>
    {
        public static readonly RankOrder Instance = new();

        public int Compare(int[]? x, int[]? y) => x.AsSpan().SequenceCompareTo(y);
    }
}
