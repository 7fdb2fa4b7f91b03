using Trasa.Engine.Doors;
using Trasa.Engine.Hosting;
using Trasa.Engine.Stores;

namespace Trasa.Host.CommandLine.Bench;

/// <summary>The rates that a database makes possible, each beside pgbench of the same round.</summary>
internal sealed class DatabaseBench(BenchGround ground, BenchSizes sizes)
{
    private const int Few = 8;

    private readonly IWorkflowEngine _engine = ground.Get<IWorkflowEngine>();
    private readonly int _count = ground.Kind == DatabaseKind.Sqlite ? Math.Min(sizes.Instances, 2_000) : sizes.Instances;

    /// <summary>Compiles and fills caches and tables, unmeasured.</summary>
    public async Task WarmAsync(CancellationToken cancellationToken)
    {
        await StepsAsync(_count / 5, sizes.Parallel, cancellationToken);
        await CyclesAsync(_count / 5, Few, cancellationToken);
    }

    public async Task<IReadOnlyList<BenchResult>> RoundAsync(PgBench? pgbench, CancellationToken cancellationToken)
    {
        var base1 = await BaseAsync(pgbench, 1, cancellationToken);
        var base8 = await BaseAsync(pgbench, 8, cancellationToken);
        var base32 = await BaseAsync(pgbench, 32, cancellationToken);
        return
        [
            .. new[] { base1, base8, base32 }.OfType<BenchResult>(),
            Beside(await StepsAsync(_count, sizes.Parallel, cancellationToken), base8),
            Beside(await BurstsAsync(_count, sizes.Parallel, cancellationToken), base8),
            Beside(await ResumesAsync(_count, sizes.Parallel, cancellationToken), base8),
            Beside(await CyclesAsync(_count / 2, Few, cancellationToken), base8),
            Beside(await StepsAsync(_count / 40, 1, cancellationToken), base1),
        ];
    }

    /// <summary>Start, wait, resume, done: both bursts durable before the next is asked for.</summary>
    public Task<BenchResult> CyclesAsync(int count, int parallel, CancellationToken cancellationToken) =>
        ground.Meter.MeasureAsync($"cycles, {parallel} in flight", "cycles", count, 1, parallel, async _ =>
        {
            var started = await _engine.StartAsync(new(BenchGround.Waiting), cancellationToken);
            BenchWait.Bookmarks.TryRemove(started.InstanceId, out var bookmark);
            await ResumeAsync(bookmark, cancellationToken);
        }, cancellationToken);

    /// <summary>One instance that waits, and one that is done.</summary>
    public async Task<(Guid Waiting, Guid Done)> ModelsAsync(CancellationToken cancellationToken)
    {
        var (waiting, done) = (await StartAsync(cancellationToken), await StartAsync(cancellationToken));
        BenchWait.Bookmarks.TryRemove(waiting, out _);
        BenchWait.Bookmarks.TryRemove(done, out var bookmark);
        await ResumeAsync(bookmark, cancellationToken);
        return (waiting, done);

        async Task<Guid> StartAsync(CancellationToken cancellationToken) => (await _engine.StartAsync(new(BenchGround.Waiting), cancellationToken)).InstanceId;
    }

    public Task<BenchResult> ResumesAsync(IReadOnlyList<Guid> bookmarks, int parallel, CancellationToken cancellationToken) =>
        ground.Meter.MeasureAsync($"resumes, {parallel} in flight", "resumes", bookmarks.Count, 1, parallel, i => ResumeAsync(bookmarks[i], cancellationToken), cancellationToken);

    /// <summary>Starts instances that stay waiting.</summary>
    private async Task FillAsync(int count, CancellationToken cancellationToken)
    {
        await ground.Meter.MeasureAsync("", "", count, 1, sizes.Parallel, _ => _engine.StartAsync(new(BenchGround.Waiting), cancellationToken), cancellationToken);
        BenchWait.Bookmarks.Clear();
    }

    private Task<BenchResult> StepsAsync(int count, int parallel, CancellationToken cancellationToken) =>
        ground.Meter.MeasureAsync(
            $"10 steps with a commit each, {parallel} in flight", "steps", count, 10, parallel, _ => _engine.StartAsync(new(BenchGround.Steps), cancellationToken), cancellationToken);

    private Task<BenchResult> BurstsAsync(int count, int parallel, CancellationToken cancellationToken) =>
        ground.Meter.MeasureAsync(
            $"10 steps in one commit, {parallel} in flight", "steps", count, 10, parallel, _ => _engine.StartAsync(new(BenchGround.Burst), cancellationToken), cancellationToken);

    private async Task<BenchResult> ResumesAsync(int count, int parallel, CancellationToken cancellationToken)
    {
        await FillAsync(count, cancellationToken);
        return await ResumesAsync(await ground.BookmarksAsync(count, cancellationToken), parallel, cancellationToken);
    }

    private async Task ResumeAsync(Guid bookmark, CancellationToken cancellationToken)
    {
        var result = await _engine.ResumeAsync(bookmark, null, Actor.System, cancellationToken);
        if (result.Outcome != ResumeOutcome.Resumed) throw new InvalidOperationException($"A resumption was answered with {result.Outcome}.");
    }

    private static async Task<BenchResult?> BaseAsync(PgBench? pgbench, int clients, CancellationToken cancellationToken) => pgbench is null
        ? null
        : new($"pgbench -N -c {clients}", "tx", await pgbench.MeasureAsync(clients, cancellationToken), 0, 0, 0, null, 0, null);

    private static BenchResult Beside(BenchResult result, BenchResult? other) =>
        other is null ? result : result with { Ratio = result.PerSecond / other.PerSecond, RatioTo = other.Name };
}
