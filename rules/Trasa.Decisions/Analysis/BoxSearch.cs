using Trasa.Feel.Values;

namespace Trasa.Decisions.Analysis;

/// <summary>Sweeps column after column for inputs that no rule of a set covers. Classes in which the same rules hold are looked at once.</summary>
internal sealed class BoxSearch(TableBoxes boxes)
{
    private const int MaxGaps = 100;

    // Comparisons of rules with classes of one search: about a tenth of a second.
    private const int MaxWork = 20_000_000;

    private int _work;

    /// <summary>False when the search stopped at its limit.</summary>
    public bool IsComplete => _work <= MaxWork;

    public int Work => _work;

    /// <summary>One point of a box that no rule covers; null when the rules cover it all.</summary>
    public FeelValue[]? Uncovered(int[] rules, bool[][] within) => Sweep(0, rules, new FeelValue[boxes.Spaces.Length], within).FirstOrDefault();

    /// <summary>Points that no rule covers, one for each region, up to a limit.</summary>
    public IReadOnlyList<FeelValue[]> Gaps(int[] rules) => [.. Sweep(0, rules, new FeelValue[boxes.Spaces.Length], null).Take(MaxGaps)];

    private IEnumerable<FeelValue[]> Sweep(int column, int[] rules, FeelValue[] point, bool[][]? within)
    {
        if (_work > MaxWork) yield break;
        if (column == boxes.Spaces.Length)
        {
            if (rules.Length == 0) yield return [.. point];
            yield break;
        }
        var space = boxes.Spaces[column];
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < space.Classes.Length; i++)
        {
            if (within is not null && !within[column][i]) continue;
            _work += rules.Length + 1;
            if (_work > MaxWork) yield break;
            var holding = Array.FindAll(rules, rule => space.Holds[rule][i]);
            if (!seen.Add(string.Join(',', holding))) continue;
            point[column] = space.Classes[i];
            foreach (var gap in Sweep(column + 1, holding, point, within)) yield return gap;
        }
    }
}
