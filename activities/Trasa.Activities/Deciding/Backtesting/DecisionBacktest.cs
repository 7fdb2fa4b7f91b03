using Trasa.Decisions.Backtests;
using Trasa.Decisions.Graph;
using Trasa.Decisions.Xml;
using Trasa.Engine.Stores;
using Trasa.Feel;

namespace Trasa.Activities.Deciding.Backtesting;

/// <summary>
/// Tries a draft on the stored decisions of a period. It only reads: no case, clock or record changes, and the functions of
/// the draft see the values that were known then, not those of today.
/// </summary>
public sealed class DecisionBacktest(IDatabase database, CompiledDecisions decisions, FeelOptions options, TimeProvider time)
{
    private const int Portion = 2_000;

    private readonly PastDecisions _past = new(database);
    private readonly Consequences _consequences = new(new(database), decisions);

    /// <exception cref="DecisionNotFoundException">The draft cannot be read, or holds no decision that answers it.</exception>
    public async Task<BacktestReport> RunAsync(BacktestRequest request, IProgress<BacktestProgress>? progress, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var decision = Compile(request);
        // Of a choice between people its records keep what was known about each of them, and the rule is asked about one at a time.
        var choice = await _past.KindAsync(request.Key, request.From, request.Until, cancellationToken).ConfigureAwait(false) == DecisionKind.Assignment;
        Func<PastDecision, BacktestAnswer> backtest = choice ? new ChoiceBacktest(decision).Try : new Backtest(decision).Try;
        var tally = new BacktestTally(Math.Max(request.Listed, Consequences.MostCases));
        var total = await _past.CountAsync(request.Key, request.From, request.Until, cancellationToken).ConfigureAwait(false);
        progress?.Report(new(0, total));
        Task<BacktestAnswer[]>? running = null;
        await foreach (var portion in _past.ReadAsync(request.Key, request.From, request.Until, Portion, cancellationToken).ConfigureAwait(false))
        {
            // The next portion is read while the last one is tried.
            if (running is not null) Add(tally, await running.ConfigureAwait(false), progress, total);
            running = Task.Run(() => TryAll(backtest, portion, cancellationToken), cancellationToken);
        }

        if (running is not null) Add(tally, await running.ConfigureAwait(false), progress, total);
        var consequences = await _consequences.OfAsync(request.Key, tally.Changed, cancellationToken).ConfigureAwait(false);
        return new(request.From, request.Until, tally, consequences, time.GetElapsedTime(started));
    }

    private static BacktestAnswer[] TryAll(Func<PastDecision, BacktestAnswer> backtest, List<PastDecision> portion, CancellationToken cancellationToken)
    {
        var answers = new BacktestAnswer[portion.Count];
        Parallel.For(0, answers.Length, new ParallelOptions { CancellationToken = cancellationToken }, index => answers[index] = backtest(portion[index]));
        return answers;
    }

    private static void Add(BacktestTally tally, BacktestAnswer[] answers, IProgress<BacktestProgress>? progress, int total)
    {
        foreach (var answer in answers) tally.Add(answer);
        progress?.Report(new(tally.Tried, Math.Max(total, tally.Tried)));
    }

    private Decision Compile(BacktestRequest request)
    {
        var reading = DmnReader.Read(request.Content);
        if (reading.Definitions is not { } definitions) throw new DecisionNotFoundException($"The draft of '{request.Key}' cannot be read: {string.Join("; ", reading.Problems)}");
        return CompiledDecisions.Choose(DecisionModel.Compile(definitions, options: options), request.Key, null);
    }
}
