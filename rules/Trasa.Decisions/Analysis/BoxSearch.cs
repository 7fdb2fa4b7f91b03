using System.Runtime.CompilerServices;
using Trasa.Feel.Values;

namespace Trasa.Decisions.Analysis;

/// <summary>Sweeps column after column for inputs that no rule of a set covers. Classes in which the same rules hold are looked at once.</summary>
internal sealed class BoxSearch(TableBoxes boxes)
{
    private const int MaxGaps = 100;

    // Comparisons of rules with classes of one search: about a tenth of a second.
    private const int MaxWork = 20_000_000;

    private int _work;
    private bool _isCut;

    /// <summary>False when the search stopped at its limit.</summary>
    public bool IsComplete => _work <= MaxWork && !_isCut;

    public int Work => _work;

    /// <summary>One point of the box of a rule that no other of these covers; null when they cover it all.</summary>
    public FeelValue[]? Uncovered(int[] rules, int within) => Sweep(0, rules, new FeelValue[boxes.Spaces.Length], within).FirstOrDefault();

    /// <summary>Points that no rule covers, one for each region, up to a limit.</summary>
    public IReadOnlyList<FeelValue[]> Gaps(int[] rules)
    {
        FeelValue[][] gaps = [.. Sweep(0, rules, new FeelValue[boxes.Spaces.Length], null).Take(MaxGaps)];
        _isCut = gaps.Length == MaxGaps;
        return gaps;
    }

    private IEnumerable<FeelValue[]> Sweep(int column, int[] rules, FeelValue[] point, int? within)
    {
        if (_work > MaxWork) yield break;
        // A level for each column, and a file may have thousands.
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            _isCut = true;
            yield break;
        }

        if (column == boxes.Spaces.Length)
        {
            if (rules.Length == 0) yield return [.. point];
            yield break;
        }
        var space = boxes.Spaces[column];
        var seen = new HashSet<int[]>(SameRules.Instance);
        var last = -1;
        foreach (var i in Starts(space, rules, within))
        {
            if (i == last || (within is { } around && !boxes.Holds(column, around, i))) continue;
            last = i;
            _work += rules.Length + 1;
            if (_work > MaxWork) yield break;
            var holding = Array.FindAll(rules, rule => boxes.Holds(column, rule, i));
            if (!seen.Add(holding)) continue;
            point[column] = space.Classes[i];
            foreach (var gap in Sweep(column + 1, holding, point, within)) yield return gap;
        }
    }

    /// <summary>The classes at which one of the rules, or the one around, answers otherwise than before: the others repeat them.</summary>
    private static List<int> Starts(ColumnSpace space, int[] rules, int? within)
    {
        var starts = new List<int> { 0 };
        foreach (var rule in rules) starts.AddRange(space.Changes[rule]);
        if (within is { } around) starts.AddRange(space.Changes[around]);
        starts.Sort();
        return starts;
    }

    private sealed class SameRules : IEqualityComparer<int[]>
    {
        public static readonly SameRules Instance = new();

        public bool Equals(int[]? x, int[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(int[] rules)
        {
            var hash = new HashCode();
            foreach (var rule in rules) hash.Add(rule);
            return hash.ToHashCode();
        }
    }
}
