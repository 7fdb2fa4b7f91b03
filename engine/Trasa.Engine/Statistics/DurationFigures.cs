namespace Trasa.Engine.Statistics;

/// <summary>How long something took, over many times.</summary>
/// <param name="Count">How many times.</param>
/// <param name="Median">Half took at the most this long.</param>
/// <param name="NinetyPercent">Nine of ten took at the most this long.</param>
/// <param name="Longest">The longest.</param>
/// <param name="Total">All together.</param>
public readonly record struct DurationFigures(int Count, TimeSpan Median, TimeSpan NinetyPercent, TimeSpan Longest, TimeSpan Total)
{
    public static DurationFigures Of(IEnumerable<TimeSpan> durations)
    {
        var sorted = durations.Order().ToList();
        if (sorted.Count == 0) return default;
        return new(sorted.Count, Rank(sorted, 0.5), Rank(sorted, 0.9), sorted[^1], new TimeSpan(sorted.Sum(duration => duration.Ticks)));
    }

    /// <summary>Nearest rank: a duration that really occurred.</summary>
    private static TimeSpan Rank(List<TimeSpan> sorted, double share) => sorted[Math.Max(0, (int)Math.Ceiling(share * sorted.Count) - 1)];
}
