using Microsoft.Extensions.DependencyInjection;
using Trasa.Engine.Doors;
using Trasa.Engine.Incidents;
using Trasa.Engine.Instances;
using Trasa.Engine.Journal;
using Trasa.Engine.Statistics;
using Trasa.Engine.Stores;

namespace Trasa.Store.Compliance;

/// <summary>What screens find.</summary>
public abstract class InstanceQueriesCompliance(StoreFixture fixture)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Search_combines_its_conditions_and_pages()
    {
        var (queries, services) = await OpenAsync();
        for (var i = 0; i < 5; i++) await StoreAsync(services, instance => instance with { DefinitionKey = "search", Name = "Order 50%", CorrelationId = "case:7" });
        await StoreAsync(services, instance => instance with { DefinitionKey = "search", Name = "Order 500", CorrelationId = "case:8", Status = InstanceStatus.Finished });

        var page = await queries.SearchAsync(new(DefinitionKey: "search", DefinitionVersion: 1, Status: InstanceStatus.Suspended, CorrelationId: "case:7"), 2, 2, Cancel);
        Assert.Equal((5, 2), (page.Total, page.Items.Count));
        Assert.Equal(5, (await queries.SearchAsync(new("search", Text: "ORDER 50%"), 0, 50, Cancel)).Total);
        Assert.Equal(1, (await queries.SearchAsync(new("search", Text: "case:8"), 0, 50, Cancel)).Total);
        Assert.Equal(6, (await queries.SearchAsync(new("search", CreatedFrom: fixture.Time.GetUtcNow()), 0, 50, Cancel)).Total);
        Assert.Equal(0, (await queries.SearchAsync(new("search", CreatedBefore: fixture.Time.GetUtcNow()), 0, 50, Cancel)).Total);
    }

    [Fact]
    public async Task Incidents_are_found_until_they_are_settled()
    {
        var (queries, services) = await OpenAsync();
        var identifiers = services.GetRequiredService<IIdentifiers>();
        var commit = await StoreAsync(services, instance => instance with { DefinitionKey = "broken" }, commit => commit with
        {
            Incidents = [new Incident(identifiers.Next(), commit.Instance.Id, "a", "T", "Broken", null, fixture.Time.GetUtcNow())],
        });

        var open = await queries.OpenIncidentsAsync("broken", 0, 10, Cancel);
        Assert.Equal((1, "broken", "Broken"), (open.Total, open.Items[0].DefinitionKey, open.Items[0].Incident.Message));
        Assert.Equal(1, (await queries.SearchAsync(new("broken", HasOpenIncident: true), 0, 10, Cancel)).Items.Single().OpenIncidents);

        Assert.True(await queries.ResolveIncidentAsync(open.Items[0].Incident.Id, "ana", "repaired", Cancel));
        Assert.False(await queries.ResolveIncidentAsync(open.Items[0].Incident.Id, "bob", "again", Cancel));

        Assert.Equal(0, (await queries.OpenIncidentsAsync("broken", 0, 10, Cancel)).Total);
        Assert.Equal(("ana", "repaired"), (await queries.IncidentsAsync(commit.Instance.Id, Cancel)) is [var settled] ? (settled.ResolvedBy, settled.Resolution) : default);
        Assert.Equal(1, (await queries.SearchAsync(new("broken", HasOpenIncident: false), 0, 10, Cancel)).Total);
    }

    [Fact]
    public async Task Diagram_figures_count_waiting_incidents_and_completions()
    {
        var (queries, services) = await OpenAsync();
        var identifiers = services.GetRequiredService<IIdentifiers>();
        for (var i = 0; i < 3; i++)
        {
            await StoreAsync(services, instance => instance with { DefinitionKey = "diagram" }, commit => commit with
            {
                CreatedBookmarks = [Bursts.Bookmark(identifiers, commit)],
                Incidents = i == 0 ? [new Incident(identifiers.Next(), commit.Instance.Id, "a", "T", "Broken", null, fixture.Time.GetUtcNow())] : [],
                Journal = [commit.Journal[0] with { Event = "ActivityCompleted" }],
            });
        }

        Assert.Equal([new("a", 0, 1, 3), new("wait", 3, 0, 0, fixture.Time.GetUtcNow())], await queries.ActivityCountsAsync("diagram", 1, Cancel));
        Assert.Contains(new("diagram", 1, InstanceStatus.Suspended, 3), await queries.CountsAsync(Cancel));
        Assert.Equal(3, (await queries.SearchAsync(new("diagram", WaitsAtActivity: "wait"), 0, 10, Cancel)).Total);
    }

    [Fact]
    public async Task Journal_is_read_in_order_and_in_parts()
    {
        var (queries, services) = await OpenAsync();
        var commit = await StoreAsync(services, instance => instance, commit => commit with
        {
            Journal = [.. Enumerable.Range(1, 10).Select(i => commit.Journal[0] with { Sequence = i })],
        });

        var part = await queries.JournalAsync(commit.Instance.Id, after: 4, take: 3, Cancel);

        Assert.Equal([5, 6, 7], part.Select(entry => entry.Sequence));
        Assert.Equal((10, 0), (await queries.JournalLengthAsync(commit.Instance.Id, Cancel), await queries.JournalLengthAsync(Guid.Empty, Cancel)));
        Assert.Equal(commit.Journal[4], part[0]);
        Assert.Equal(commit.Instance.Name, (await queries.FindAsync(commit.Instance.Id, Cancel))!.Name);
    }

    [Fact]
    public async Task History_of_a_process_has_the_steps_of_its_newest_instances()
    {
        var (_, services) = await OpenAsync();
        for (var i = 0; i < 3; i++)
        {
            var number = i;
            await StoreAsync(services, instance => instance with { DefinitionKey = "history", DefinitionVersion = 1 + number / 2 }, commit => commit with
            {
                Journal =
                [
                    commit.Journal[0] with { Event = JournalEvents.Started, ActivityId = null },
                    commit.Journal[0] with { Sequence = 2, Event = JournalEvents.ActivityCompleted, Outcome = $"way{number}" },
                ],
            });
        }

        var history = services.GetRequiredService<IProcessHistory>();
        var period = new HistoryPeriod(fixture.Time.GetUtcNow(), fixture.Time.GetUtcNow().AddDays(1));
        var newest = await history.ReadAsync("history", version: null, period, most: 2, Cancel);
        var second = await history.ReadAsync("history", version: 2, period, most: 2, Cancel);

        Assert.True(newest.IsCut);
        Assert.Equal((3, 0, 1), (newest.Starts.Count, newest.Ends.Count, second.Starts.Count));
        Assert.Equal((2, 2), (newest.Instances.Count, newest.Steps.Count));
        Assert.Equal(["way1", "way2"], newest.Steps.Select(step => step.Outcome).Order());
        Assert.Equal(("a", JournalEvents.ActivityCompleted, "way2"), (second.Steps.Single().ActivityId, second.Steps[0].Event, second.Steps[0].Outcome));
    }

    /// <summary>Older versions kept a row per entry.</summary>
    [Fact]
    public async Task Journal_of_an_older_version_is_read_after_the_upgrade()
    {
        var (queries, services) = await OpenAsync();
        var commit = await StoreAsync(services, instance => instance, commit => commit with { Journal = [commit.Journal[0] with { Sequence = 6 }] });
        await using (var work = await services.GetRequiredService<IDatabase>().BeginAsync(Cancel))
        {
            foreach (var sequence in (int[])[1, 2, 3, 5])
                await work.Command(
                    "insert into journal_entry (instance_id, sequence, time, event, activity_id, actor) values (@id, @sequence, @time, 'ActivityCompleted', @activity, 'Ana')",
                    ("id", commit.Instance.Id), ("sequence", sequence), ("time", fixture.Time.GetUtcNow()), ("activity", $"step{sequence}")).ExecuteAsync(Cancel);
            await work.CommitAsync(Cancel);
        }

        await services.GetRequiredService<IDatabaseMigrator>().MigrateAsync(Cancel);

        var journal = await queries.JournalAsync(commit.Instance.Id, after: 0, take: 10, Cancel);
        Assert.Equal([1, 2, 3, 5, 6], journal.Select(entry => entry.Sequence));
        Assert.Equal(("step5", "Ana", null, fixture.Time.GetUtcNow()), (journal[3].ActivityId, journal[3].Actor, journal[3].Data, journal[3].Time));
        Assert.Equal(commit.Journal[0], journal[4]);
    }

    private async Task<(IInstanceQueries Queries, IServiceProvider Services)> OpenAsync()
    {
        var services = await fixture.OpenAsync();
        return (services.GetRequiredService<IInstanceQueries>(), services);
    }

    private async Task<BurstCommit> StoreAsync(IServiceProvider services, Func<StoredInstance, StoredInstance> change, Func<BurstCommit, BurstCommit>? with = null)
    {
        var commit = Bursts.New(services.GetRequiredService<IIdentifiers>(), fixture.Time.GetUtcNow(), with);
        commit = commit with { Instance = change(commit.Instance) };
        Assert.Equal(CommitOutcome.Committed, await services.GetRequiredService<IInstanceStore>().CommitAsync(commit, Cancel));
        return commit;
    }
}
