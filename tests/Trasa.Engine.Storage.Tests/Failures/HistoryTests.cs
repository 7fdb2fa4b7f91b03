using System.Collections.Concurrent;
using Npgsql;
using Trasa.Engine.Doors;
using Trasa.Engine.Hosting;
using Trasa.Engine.Instances;
using Trasa.Engine.Stores;
using Trasa.TestKit.Databases;

namespace Trasa.Engine.Storage.Tests.Failures;

/// <summary>
/// Failure test 16: clients signal and read the same instances through two hosts while wires are cut and answers are lost.
/// What they were told fits one order in time: a read sees every signal that was acknowledged before it was asked, and none
/// that had not been sent when it was answered.
/// </summary>
public sealed class HistoryTests
{
    private const int Keys = 4;

    private const int Signals = 150;

    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(6);

    private readonly ConcurrentQueue<Operation> _history = [];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_clients_are_told_of_an_instance_fits_one_order()
    {
        await using var database = await TestDatabase.NewPostgresAsync(Cancel);
        var direct = new NpgsqlConnectionStringBuilder(database.Address.Value);
        await using var wire = new TcpProxy(direct.Host!, direct.Port);
        var proxied = new NpgsqlConnectionStringBuilder(database.Address.Value) { Host = "127.0.0.1", Port = wire.Port, Timeout = 1, CommandTimeout = 2, CancellationTimeout = -1 };
        await using (var unhurried = await WorkingHost.StartAsync(database.Address)) await unhurried.PublishAsync("register", [.. Enumerable.Repeat("event go", Signals)]);
        await using var one = await WorkingHost.StartAsync(new(DatabaseKind.PostgreSql, proxied.ConnectionString));
        await using var two = await WorkingHost.StartAsync(new(DatabaseKind.PostgreSql, proxied.ConnectionString));
        var registers = await one.BeginAsync("register", Keys);

        var started = TimeProvider.System.GetTimestamp();
        bool IsEnough() => wire.LostAnswers > 5 && registers.All(id => _history.Count(operation => operation.Key == id && operation.Signalled == true) > 2);
        bool IsOver() => TimeProvider.System.GetElapsedTime(started) is var elapsed && elapsed > Duration && (IsEnough() || elapsed > 10 * Duration);
        await Task.WhenAll(
            CutAsync(wire, IsOver),
            Task.WhenAll(registers.SelectMany(id => ((WorkingHost[])[one, two]).Select(host => Task.Run(() => ClientAsync(host, id, IsOver))))));

        Assert.True(wire.LostAnswers > 5, $"Only {wire.LostAnswers} answers were lost.");
        foreach (var id in registers)
        {
            var value = (await two.Get<IInstanceStore>().LoadAsync(id, Cancel))!.Revision - 1;
            _history.Enqueue(new(id, null, value, TimeProvider.System.GetTimestamp(), TimeProvider.System.GetTimestamp()));
            Assert.True(value > 2, "Too little happened to judge.");
        }

        Assert.Empty(Contradictions());
    }

    private IEnumerable<string> Contradictions() =>
        from read in _history
        where read.Signalled is null
        let signals = _history.Where(operation => operation.Key == read.Key && operation.Signalled is not null).ToList()
        let least = signals.Count(signal => signal.Signalled == true && signal.Answered < read.Asked)
        let most = signals.Count(signal => signal.Asked < read.Answered)
        where read.Value < least || read.Value > most
        select $"{read.Key} was read as {read.Value} when {least} signals had been acknowledged and {most} sent.";

    private async Task ClientAsync(WorkingHost host, Guid id, Func<bool> isOver)
    {
        while (!isOver())
        {
            var asked = TimeProvider.System.GetTimestamp();
            var instance = await host.Database.TryAsync(async () => await host.Get<IInstanceStore>().LoadAsync(id, Cancel), Cancel);
            _history.Enqueue(new(id, null, instance!.Revision - 1, asked, TimeProvider.System.GetTimestamp()));
            if (instance.Status == InstanceStatus.Finished) return;

            var bookmarks = await host.Database.TryAsync(() => host.Get<IInstanceStore>().BookmarksAsync(id, Cancel), Cancel);
            if (bookmarks is not [var bookmark]) continue;
            asked = TimeProvider.System.GetTimestamp();
            var result = await host.Engine.ResumeAsync(bookmark.Id, null, Actor.System, Cancel);
            _history.Enqueue(new(id, result.Outcome == ResumeOutcome.Resumed, 0, asked, TimeProvider.System.GetTimestamp()));
            await Task.Delay(TimeSpan.FromMilliseconds(50), Cancel);
        }
    }

    private static async Task CutAsync(TcpProxy wire, Func<bool> isOver)
    {
        var random = new Random(16);
        while (!isOver())
        {
            if (random.Next(10) == 0) wire.Reset();
            else wire.LoseAnswers(random, share: 0.5);
            await Task.Delay(TimeSpan.FromMilliseconds(100), Cancel);
        }
    }

    /// <param name="Key">The instance.</param>
    /// <param name="Signalled">Null for a read, whether it was acknowledged for a signal. One that was not may have counted all the same.</param>
    /// <param name="Value">What was read.</param>
    /// <param name="Asked">When.</param>
    /// <param name="Answered">When.</param>
    private sealed record Operation(Guid Key, bool? Signalled, long Value, long Asked, long Answered);
}
