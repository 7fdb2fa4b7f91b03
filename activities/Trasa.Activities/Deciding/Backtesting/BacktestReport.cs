using Trasa.Decisions.Backtests;

namespace Trasa.Activities.Deciding.Backtesting;

/// <summary>What a draft would have decided in a period.</summary>
/// <param name="From">Decisions of this time and later.</param>
/// <param name="Until">Decisions before.</param>
/// <param name="Tally">What was counted, and the first decisions that differ.</param>
/// <param name="Consequences">What other decisions about the same subjects would then have given.</param>
/// <param name="Took">How long it took.</param>
public sealed record BacktestReport(DateTimeOffset From, DateTimeOffset Until, BacktestTally Tally, IReadOnlyList<Consequence> Consequences, TimeSpan Took);

/// <summary>A decision further on that took an output of this one as its input: the SLA that follows from a priority.</summary>
/// <param name="Key">Its definition.</param>
/// <param name="Asked">Decisions further on that were asked again with the changed input.</param>
/// <param name="Tally">What they give.</param>
public sealed record Consequence(string Key, int Asked, BacktestTally Tally);

/// <param name="Done">Decisions tried so far.</param>
/// <param name="Total">All of the period.</param>
public readonly record struct BacktestProgress(int Done, int Total);

/// <param name="Key">The decision.</param>
/// <param name="Content">The DMN file that is tried.</param>
/// <param name="From">Decisions of this time and later.</param>
/// <param name="Until">Decisions before.</param>
/// <param name="Listed">Changed decisions that are named one by one.</param>
public sealed record BacktestRequest(string Key, string Content, DateTimeOffset From, DateTimeOffset Until, int Listed = 500);
