using Npgsql;
using Trasa.Engine.Hosting;
using Trasa.Engine.Stores;
using Trasa.TestKit.Databases;
using Trasa.TestKit.Time;

namespace Trasa.Engine.Storage.Tests.Failures;

/// <summary>
/// Failure test 5: the wire to the server breaks in every way, above all after a commit was sent and before its answer came.
/// What was in doubt is asked for, and nothing is done twice.
/// </summary>
public sealed class BrokenWireTests : IAsyncLifetime
{
    private const int Instances = 120;

    private static readonly string[] Work = ["ledger", "commit", "ledger", "timer 0.1", "ledger"];

    private TestDatabase _database = null!;
    private TcpProxy _wire = null!;
    private WorkingHost _host = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.NewPostgresAsync(Cancel);
        var direct = new NpgsqlConnectionStringBuilder(_database.Address.Value);
        _wire = new(direct.Host!, direct.Port);
        var proxied = new NpgsqlConnectionStringBuilder(_database.Address.Value) { Host = "127.0.0.1", Port = _wire.Port, Timeout = 1, CommandTimeout = 1, CancellationTimeout = -1 };
        await using (var unhurried = await WorkingHost.StartAsync(_database.Address)) await unhurried.PublishAsync("work", Work);
        _host = await WorkingHost.StartAsync(new(DatabaseKind.PostgreSql, proxied.ConnectionString));
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _wire.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task Lost_answers_to_commits_are_looked_up_and_nothing_is_applied_twice()
    {
        var random = new Random(5);
        var starting = _host.BeginAsync("work", Instances);
        while (!starting.IsCompleted)
        {
            _wire.LoseAnswers(random, share: 0.3);
            await Task.WhenAny(starting, Task.Delay(TimeSpan.FromMilliseconds(25), Cancel));
        }

        await starting;
        Assert.True(_wire.LostAnswers > 20, $"Only {_wire.LostAnswers} answers were lost.");
        await _host.AssertDoneAsync(Instances, stepsEach: 3);
    }

    [Fact]
    public async Task Resets_silence_and_slowness_pass_without_a_trace()
    {
        var starting = _host.BeginAsync("work", Instances);
        for (var round = 0; round < 3; round++)
        {
            await _host.UntilAsync($"(select count(*) from ledger) >= {(round + 1) * 25}");
            _wire.Reset();
            _wire.Latency = TimeSpan.FromMilliseconds(200);
            await Task.Delay(TimeSpan.FromMilliseconds(500), Cancel);
            _wire.Latency = TimeSpan.Zero;
            _wire.GoBlack();
            await Task.Delay(TimeSpan.FromMilliseconds(1_500), Cancel);
            _wire.Heal();
        }

        await starting;
        await _host.AssertDoneAsync(Instances, stepsEach: 3);
    }

    [Fact]
    public async Task Listener_on_a_wire_that_went_silent_opens_another()
    {
        _wire.GoBlack();
        _wire.Heal();

        var heard = _host.Get<WorkSignal>().Next;
        await using var elsewhere = new NpgsqlConnection(_database.Address.Value);
        await elsewhere.OpenAsync(Cancel);
        var started = TimeProvider.System.GetTimestamp();
        while (!heard.IsCompleted && TimeProvider.System.GetElapsedTime(started) < Eventually.Patience)
        {
            await using var tell = new NpgsqlCommand("select pg_notify('trasa_' || current_schema(), 'another host')", elsewhere);
            await tell.ExecuteNonQueryAsync(Cancel);
            await Task.WhenAny(heard, Task.Delay(TimeSpan.FromMilliseconds(100), Cancel));
        }

        Assert.True(heard.IsCompleted, "What another host tells is not heard any more.");
    }
}
