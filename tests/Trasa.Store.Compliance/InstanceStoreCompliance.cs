using Microsoft.Extensions.DependencyInjection;
using Trasa.Engine.Doors;
using Trasa.Engine.Instances;
using Trasa.Engine.Outbox;
using Trasa.Engine.Stimuli;
using Trasa.Engine.Stores;

namespace Trasa.Store.Compliance;

/// <summary>A burst commits whole or not at all, once, and only on the state that it was computed from.</summary>
public abstract class InstanceStoreCompliance(StoreFixture fixture)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private DateTimeOffset Now => fixture.Time.GetUtcNow();

    [Fact]
    public async Task Everything_of_a_burst_is_stored()
    {
        var (store, identifiers, services) = await OpenAsync();
        var commit = Bursts.New(identifiers, Now);
        commit = commit with
        {
            CreatedBookmarks = [Bursts.Bookmark(identifiers, commit, due: Now.AddHours(1))],
            Stimuli = [new(identifiers.Next(), StimulusKind.Event, "later", null, null, null, null, Now.AddDays(9))],
            Outbox = [new(identifiers.Next(), "mail", $"key{commit.Instance.Id}", "{}", Now.AddDays(9))],
            Incidents = [new(identifiers.Next(), commit.Instance.Id, "a", "T", "Broken", "Stack", Now)],
        };

        Assert.Equal(CommitOutcome.Committed, await store.CommitAsync(commit, Cancel));

        var loaded = await store.LoadAsync(commit.Instance.Id, Cancel);
        Assert.Equal(commit.Instance.State.ToArray(), loaded!.State.ToArray());
        Assert.Equal(commit.Instance with { State = default }, loaded with { State = default });
        Assert.Equal(commit.CreatedBookmarks, await store.BookmarksAsync(commit.Instance.Id, Cancel));
        Assert.Equal(commit.CreatedBookmarks[0], await store.FindBookmarkAsync(commit.CreatedBookmarks[0].Id, Cancel));
        foreach (var table in (string[])["journal", "incident"]) Assert.Equal(1, await CountAsync(services, table, "instance_id", commit.Instance.Id));
        Assert.Equal(1, await CountAsync(services, "stimulus", "id", commit.Stimuli[0].Id));
        Assert.Equal(1, await CountAsync(services, "outbox", "id", commit.Outbox[0].Id));
    }

    [Fact]
    public async Task Burst_on_an_older_revision_is_refused_and_leaves_nothing()
    {
        var (store, identifiers, services) = await OpenAsync();
        var first = Bursts.New(identifiers, Now);
        await store.CommitAsync(first, Cancel);
        var second = Bursts.Next(first, Now);
        await store.CommitAsync(second, Cancel);

        var outcome = await store.CommitAsync(Bursts.Next(first, Now) with { Incidents = [new(identifiers.Next(), first.Instance.Id, null, null, "no", null, Now)] }, Cancel);

        Assert.Equal(CommitOutcome.InstanceMoved, outcome);
        Assert.Equal(0, await CountAsync(services, "incident", "instance_id", first.Instance.Id));
        Assert.Equal(2, (await store.LoadAsync(first.Instance.Id, Cancel))!.Revision);
    }

    [Fact]
    public async Task Starting_the_same_instance_again_is_refused()
    {
        var (store, identifiers, _) = await OpenAsync();
        var commit = Bursts.New(identifiers, Now);
        await store.CommitAsync(commit, Cancel);

        Assert.Equal(CommitOutcome.InstanceMoved, await store.CommitAsync(commit, Cancel));
    }

    [Fact]
    public async Task Of_200_completions_of_a_bookmark_one_wins_and_199_are_told()
    {
        var (store, identifiers, services) = await OpenAsync();
        var commit = Bursts.New(identifiers, Now);
        var bookmark = Bursts.Bookmark(identifiers, commit);
        await store.CommitAsync(commit with { CreatedBookmarks = [bookmark] }, Cancel);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Task.Run(() => store.CommitAsync(Bursts.Next(commit, Now, bookmark.Id), Cancel))));

        Assert.Equal(1, outcomes.Count(outcome => outcome == CommitOutcome.Committed));
        Assert.Equal(199, outcomes.Count(outcome => outcome is CommitOutcome.AlreadyConsumed or CommitOutcome.InstanceMoved));
        Assert.Equal(2, await CountAsync(services, "journal", "instance_id", commit.Instance.Id));
        Assert.Null(await store.FindBookmarkAsync(bookmark.Id, Cancel));
    }

    [Fact]
    public async Task Burst_on_a_bookmark_that_is_gone_leaves_nothing()
    {
        var (store, identifiers, _) = await OpenAsync();
        var commit = Bursts.New(identifiers, Now);
        await store.CommitAsync(commit, Cancel);

        Assert.Equal(CommitOutcome.AlreadyConsumed, await store.CommitAsync(Bursts.Next(commit, Now, identifiers.Next()), Cancel));
        Assert.Equal(1, (await store.LoadAsync(commit.Instance.Id, Cancel))!.Revision);
    }

    [Fact]
    public async Task Stimulus_is_consumed_by_one_burst_only()
    {
        var (store, identifiers, services) = await OpenAsync();
        var stimulus = new Stimulus(identifiers.Next(), StimulusKind.Event, "once", null, null, null, null, Now.AddDays(9));
        await using (var work = await services.GetRequiredService<IDatabase>().BeginAsync(Cancel))
        {
            await services.GetRequiredService<IStimulusQueue>().EnqueueAsync(work, stimulus, Cancel);
            await work.CommitAsync(Cancel);
        }

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ =>
            Task.Run(() => store.CommitAsync(Bursts.New(identifiers, Now) with { ConsumedStimulus = stimulus.Id }, Cancel))));

        Assert.Equal(1, outcomes.Count(outcome => outcome == CommitOutcome.Committed));
        Assert.Equal(19, outcomes.Count(outcome => outcome == CommitOutcome.AlreadyConsumed));
    }

    [Fact]
    public async Task Burst_that_cannot_be_written_does_not_take_others_with_it()
    {
        var (store, identifiers, _) = await OpenAsync();
        var good = Enumerable.Range(0, 50).Select(_ => Bursts.New(identifiers, Now)).ToArray();
        var bad = Bursts.New(identifiers, Now, commit => Bursts.Bookmark(identifiers, commit) is var twice ? commit with { CreatedBookmarks = [twice, twice] } : commit);

        var commits = good.Take(25).Append(bad).Concat(good.Skip(25)).Select(commit => Task.Run(() => store.CommitAsync(commit, Cancel))).ToArray();

        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => commits[25]);
        foreach (var task in commits.Where(task => task != commits[25])) Assert.Equal(CommitOutcome.Committed, await task);
        Assert.Null(await store.LoadAsync(bad.Instance.Id, Cancel));
    }

    [Fact]
    public async Task Many_bursts_at_once_are_all_committed()
    {
        var (store, identifiers, _) = await OpenAsync();
        var commits = Enumerable.Range(0, 1_000).Select(_ => Bursts.New(identifiers, Now)).ToArray();

        var outcomes = await Task.WhenAll(commits.Select(commit => store.CommitAsync(commit, Cancel)));

        Assert.All(outcomes, outcome => Assert.Equal(CommitOutcome.Committed, outcome));
        foreach (var commit in commits.Where((_, i) => i % 100 == 0)) Assert.True(await store.HasLandedAsync(commit, Cancel));
    }

    [Fact]
    public async Task Unit_of_work_that_is_not_committed_drops_everything()
    {
        var (store, identifiers, services) = await OpenAsync();
        var commit = Bursts.New(identifiers, Now);
        await using (var work = await services.GetRequiredService<IDatabase>().BeginAsync(Cancel))
        {
            await services.GetRequiredService<IOutbox>().EnqueueAsync(work, new(identifiers.Next(), "mail", "dropped", "{}", Now.AddDays(9)), Cancel);
            Assert.Equal(CommitOutcome.Committed, await store.WriteAsync(work, commit, Cancel));
        }

        Assert.Null(await store.LoadAsync(commit.Instance.Id, Cancel));
        Assert.False(await store.HasLandedAsync(commit, Cancel));
        Assert.Equal(0, await CountAsync(services, "journal", "instance_id", commit.Instance.Id));
        Assert.Equal(0, await CountAsync(services, "outbox", "idempotency_key", "dropped"));
    }

    [Fact]
    public async Task Burst_is_recognised_after_later_ones()
    {
        var (store, identifiers, _) = await OpenAsync();
        var first = Bursts.New(identifiers, Now);
        await store.CommitAsync(first, Cancel);
        var second = Bursts.Next(first, Now);
        await store.CommitAsync(second, Cancel);

        Assert.True(await store.HasLandedAsync(first, Cancel));
        Assert.True(await store.HasLandedAsync(second, Cancel));
        Assert.False(await store.HasLandedAsync(Bursts.Next(second, Now), Cancel));
    }

    [Theory]
    [InlineData(null, null, true)]
    [InlineData("a", null, true)]
    [InlineData(null, "a", true)]
    [InlineData("a", "a", true)]
    [InlineData("a", "b", false)]
    public async Task Waiter_is_found_by_correlation(string? waiting, string? asked, bool found)
    {
        var (store, identifiers, _) = await OpenAsync();
        var name = $"find-{waiting}-{asked}";
        var commit = Bursts.New(identifiers, Now);
        var bookmark = Bursts.Bookmark(identifiers, commit, name) with { CorrelationId = waiting };
        await store.CommitAsync(commit with { CreatedBookmarks = [bookmark] }, Cancel);

        var waiters = await store.FindWaitingAsync("Event", name, asked, Cancel);

        Assert.Equal(found ? [bookmark] : [], waiters);
    }

    private async Task<(IInstanceStore Store, IIdentifiers Identifiers, IServiceProvider Services)> OpenAsync()
    {
        var services = await fixture.OpenAsync();
        return (services.GetRequiredService<IInstanceStore>(), services.GetRequiredService<IIdentifiers>(), services);
    }

    private static async Task<long> CountAsync(IServiceProvider services, string table, string column, object value)
    {
        await using var connection = await services.GetRequiredService<IDatabase>().OpenAsync(Cancel);
        return await connection.Command($"select count(*) from {table} where {column} = @value", ("value", value)).QueryFirstAsync(row => row.GetInt64(0), Cancel);
    }
}
