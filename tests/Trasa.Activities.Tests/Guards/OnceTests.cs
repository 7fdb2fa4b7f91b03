using Trasa.Activities.Guards;
using Trasa.Engine.Instances;
using Trasa.Engine.Journal;
using Trasa.Engine.Stores;
using Trasa.TestKit.Databases;
using Trasa.TestKit.Engine;
using static Trasa.Activities.Tests.Kit.Json;

namespace Trasa.Activities.Tests.Guards;

public sealed class SqliteOnceTests() : OnceTests(DatabaseKind.Sqlite);

public sealed class PostgresOnceTests() : OnceTests(DatabaseKind.PostgreSql);

public abstract class OnceTests(DatabaseKind kind) : IAsyncLifetime
{
    private TestDatabase _database = null!;
    private EngineTestHost _host = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.NewAsync(kind, Token);
        _host = await EngineTestHost.StartAsync(services => services.AddControlActivities().AddGuards(), _database, cancellationToken: Token);
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await _host.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task First_with_a_key_passes_and_nobody_after_it()
    {
        Assert.Equal([true, false, true, false], await PassAllAsync(new("rule", "a"), new("rule", "a"), new("rule", "b"), new("rule", "a")));
    }

    [Fact]
    public async Task One_passes_per_silence()
    {
        var monday = _host.Time.GetUtcNow();

        Assert.Equal(
            [true, false, false, true, false],
            await PassAllAsync(
                new("rule", "lead:1", monday), new("rule", "lead:1", monday), new("rule", "lead:1", monday.AddDays(-1)),
                new("rule", "lead:1", monday.AddHours(5)), new("rule", "lead:1", monday.AddHours(5))));
    }

    [Fact]
    public async Task Key_may_pass_again_after_its_pause()
    {
        var pass = new OncePass("rule", "a", Again: TimeSpan.FromDays(7));
        var first = await PassAsync(pass);
        _host.Time.AdvanceTo(_host.Time.GetUtcNow().AddDays(6));
        var early = await PassAsync(pass);
        _host.Time.AdvanceTo(_host.Time.GetUtcNow().AddDays(1));

        Assert.Equal((true, false, true), (first, early, await PassAsync(pass)));
    }

    [Fact]
    public async Task Of_many_at_once_one_passes()
    {
        var passed = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Task.Run(() => PassAsync(new("rule", "a")))));

        Assert.Single(passed, true);
    }

    [Fact]
    public async Task Who_is_rolled_back_has_not_passed()
    {
        await using (var work = await _host.Database.BeginAsync(Token))
            Assert.True(await Guards.PassAsync(work, new("rule", "a"), _host.Time.GetUtcNow(), Token));

        Assert.True(await PassAsync(new("rule", "a")));
    }

    [Fact]
    public async Task Rule_that_runs_every_minute_warns_once_per_silence()
    {
        var once = Activity("Trasa.Once", "once", ("key", "lead:1"), ("since", Expression("Variable", "since")));
        var chart = Chart([Activity("Elsa.Timer", "t", ("interval", "00:01:00")).Starts(), once, Activity("Elsa.WriteLine", "warn", ("text", "silent"))], "t -> once", "once:First -> warn");
        var since = Variable("since", "DateTimeOffset");
        since["value"] = "2026-03-01T00:00:00Z";
        await _host.PublishAsync("watch", Workflow("watch", chart, since), Token);

        await _host.AdvanceAsync(TimeSpan.FromMinutes(10), Token);

        var page = await _host.Get<IInstanceQueries>().SearchAsync(new("watch"), 0, 100, Token);
        var warnings = 0;
        foreach (var instance in page.Items)
            warnings += (await _host.Get<IInstanceQueries>().JournalAsync(instance.Id, 0, 100, Token)).Count(entry => entry.Event == JournalEvents.Line);
        Assert.Equal((10, 1), ((int)page.Total, warnings));
    }

    private IOnceGuards Guards => _host.Get<IOnceGuards>();

    private async Task<List<bool>> PassAllAsync(params OncePass[] passes)
    {
        var results = new List<bool>();
        foreach (var pass in passes) results.Add(await PassAsync(pass));
        return results;
    }

    private async Task<bool> PassAsync(OncePass pass)
    {
        await using var work = await _host.Database.BeginAsync(Token);
        var passed = await Guards.PassAsync(work, pass, _host.Time.GetUtcNow(), Token);
        await work.CommitAsync(Token);
        return passed;
    }
}
