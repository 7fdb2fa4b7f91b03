using Microsoft.Extensions.DependencyInjection;
using Trasa.Engine.Doors;
using Trasa.Engine.Hosting;
using Trasa.Engine.Instances;
using Trasa.Engine.Journal;
using Trasa.Engine.Stores;

namespace Trasa.Engine.Storage.Tests;

/// <summary>A host that stood still for longer than its lease comes back as nobody, until it has a new one.</summary>
public sealed class HostLeaseTests(PostgresFixture fixture) : IClassFixture<PostgresFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Host_whose_lease_has_ended_commits_nothing()
    {
        var services = await fixture.OpenAsync();
        var store = services.GetRequiredService<IInstanceStore>();
        Assert.Equal(CommitOutcome.Committed, await store.CommitAsync(New(services), Cancel));
        var late = New(services);

        await EndLeasesAsync(services);
        var refused = await store.CommitAsync(late, Cancel);
        var again = await store.CommitAsync(late, Cancel);

        Assert.Equal(CommitOutcome.InstanceMoved, refused);
        Assert.Equal(CommitOutcome.Committed, again);
        Assert.Equal(1, (await store.LoadAsync(late.Instance.Id, Cancel))!.Revision);
    }

    [Fact]
    public async Task Transaction_that_was_begun_before_the_lease_ended_is_refused_too()
    {
        var services = await fixture.OpenAsync();
        var store = services.GetRequiredService<IInstanceStore>();
        Assert.Equal(CommitOutcome.Committed, await store.CommitAsync(New(services), Cancel));
        var late = New(services);

        await using (var work = await services.GetRequiredService<IDatabase>().BeginAsync(Cancel))
        {
            await EndLeasesAsync(services);
            Assert.Equal(CommitOutcome.InstanceMoved, await store.WriteAsync(work, late, Cancel));
        }

        Assert.Null(await store.LoadAsync(late.Instance.Id, Cancel));
        Assert.Equal(CommitOutcome.Committed, await store.CommitAsync(late, Cancel));
    }

    [Fact]
    public async Task Journal_is_forgotten_when_its_time_is_over_and_the_instance_stays()
    {
        var services = await fixture.OpenAsync();
        var store = services.GetRequiredService<IInstanceStore>();
        var queue = services.GetRequiredService<IWorkQueue>();
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var ended = New(services, finished: true);
        var open = New(services);
        foreach (var commit in (BurstCommit[])[ended, open]) Assert.Equal(CommitOutcome.Committed, await store.CommitAsync(commit, Cancel));

        await queue.RetireAsync(journalBefore: now.AddDays(1), instancesBefore: null, Cancel);

        var queries = services.GetRequiredService<IInstanceQueries>();
        Assert.Empty(await queries.JournalAsync(ended.Instance.Id, 0, 10, Cancel));
        Assert.Single(await queries.JournalAsync(open.Instance.Id, 0, 10, Cancel));
        await queue.RetireAsync(journalBefore: null, instancesBefore: now.AddDays(1), Cancel);
        Assert.Null(await store.LoadAsync(ended.Instance.Id, Cancel));
        Assert.NotNull(await store.LoadAsync(open.Instance.Id, Cancel));
    }

    private static BurstCommit New(IServiceProvider services, bool finished = false)
    {
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var id = services.GetRequiredService<IIdentifiers>().Next();
        var instance = new StoredInstance(
            id, "lease", 1, finished ? InstanceStatus.Finished : InstanceStatus.Suspended, null, null, null, null, new byte[] { 1 }, 1, now, now, finished ? now : null);
        return new(instance, null, null, [], [], [new(id, 1, now, JournalEvents.Started, null, null, null, null, null)], [], [], []);
    }

    private static async Task EndLeasesAsync(IServiceProvider services)
    {
        await using var work = await services.GetRequiredService<IDatabase>().BeginAsync(Cancel);
        await work.Command("update engine_host set lease_until = clock_timestamp() - interval '1 second'").ExecuteAsync(Cancel);
        await work.CommitAsync(Cancel);
    }
}
