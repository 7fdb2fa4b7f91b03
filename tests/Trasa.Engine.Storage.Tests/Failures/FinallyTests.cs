using Microsoft.Extensions.DependencyInjection;
using Trasa.Engine.Bookmarks;
using Trasa.Engine.Doors;
using Trasa.Engine.Execution;
using Trasa.Engine.Hosting;
using Trasa.Engine.Instances;
using Trasa.Engine.Storage.Hosting;
using Trasa.Engine.Storage.Instances;
using Trasa.Engine.Stores;
using Trasa.Model.Activities;
using Trasa.TestKit.Databases;
using Trasa.TestKit.Engine;

namespace Trasa.Engine.Storage.Tests.Failures;

/// <summary>What is undone, and what comes last in a try, is done once: also when the host dies on the way there.</summary>
public sealed class FinallyTests
{
    private const string Definition = """
        { "definitionId": "work", "version": 1, "root": { "id": "outer", "type": "Trasa.Try",
            "body": { "id": "steps", "type": "Elsa.Sequence", "activities": [ { "id": "inner", "type": "Trasa.Try",
                "body": { "id": "within", "type": "Elsa.Sequence", "activities": [
                    { "id": "booking", "type": "Trasa.Compensable", "body": { "id": "booked", "type": "Test.Writes" }, "compensation": { "id": "unbooked", "type": "Test.Writes" } },
                    { "id": "go", "type": "Test.Awaits" },
                    { "id": "bad", "type": "Test.Breaks" } ] },
                "catch": { "id": "worse", "type": "Test.Breaks" },
                "finally": { "id": "ending", "type": "Elsa.Sequence", "activities": [ { "id": "late", "type": "Test.Awaits" }, { "id": "last", "type": "Test.Writes" } ] } } ] },
            "catch": { "id": "rescue", "type": "Test.Writes" },
            "finally": { "id": "outermost", "type": "Test.Writes" } } }
        """;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DatabaseKind.Sqlite, false, "booked unbooked last rescue outermost")]
    [InlineData(DatabaseKind.PostgreSql, false, "booked unbooked last rescue outermost")]
    [InlineData(DatabaseKind.Sqlite, true, "booked unbooked last outermost")]
    [InlineData(DatabaseKind.PostgreSql, true, "booked unbooked last outermost")]
    public async Task Hosts_that_die_on_the_way_out_leave_nothing_out_and_double_nothing(DatabaseKind kind, bool cancelled, string expected)
    {
        await using var database = await TestDatabase.NewAsync(kind, Cancel);
        await using var survivor = await StartAsync(database, death: null, beside: null);
        await CreateAsync(survivor, kind);
        await survivor.PublishAsync("work", Definition, Cancel);

        foreach (var point in (string[])["before write", "after write", "after the transaction"])
        {
            for (var pass = 1; pass <= 3; pass++)
            {
                var where = $"{point}, time {pass}";
                var id = survivor.Get<IIdentifiers>().Next();
                var death = new Death(point, pass);
                await using (var victim = await StartAsync(database, death, survivor))
                    await HostDiedException.SurvivesAsync(() => WorkAsync(victim, id, cancelled));
                Assert.True(death.IsDead, $"No host has ever come to '{where}'.");

                await WorkAsync(survivor, id, cancelled);

                Assert.True(expected == await WrittenAsync(survivor, id), $"{where}: {await WrittenAsync(survivor, id)}");
            }
        }
    }

    /// <summary>As a client that does not know how far it is.</summary>
    private static async Task<bool> WorkAsync(EngineTestHost host, Guid id, bool cancelled)
    {
        await host.Engine.StartAsync(new("work", InstanceId: id), Cancel);
        while (await host.Instances.LoadAsync(id, Cancel) is not { Status: InstanceStatus.Finished or InstanceStatus.Cancelled })
        {
            var waits = (await host.BookmarksAsync(id, Cancel)).Select(bookmark => bookmark.Name).ToList();
            if (cancelled && waits.Contains("go")) await host.Engine.CancelAsync(id, "enough", Actor.System, Cancel);
            else foreach (var name in waits) await host.Engine.PublishAsync(new(name), Cancel);
            await host.AdvanceAsync(TimeSpan.FromMinutes(1), Cancel);
        }

        return true;
    }

    private static Task<EngineTestHost> StartAsync(TestDatabase database, Death? death, EngineTestHost? beside) => EngineTestHost.StartAsync(
        services =>
        {
            services.AddActivity<Writes>().AddActivity<Awaits>().AddActivity<Breaks>();
            if (beside is not null) services.AddSingleton(beside.Get<IIdentifiers>());
            if (death is null) return;
            services.AddSingleton<IInstanceStore>(provider => new MortalStore(ActivatorUtilities.CreateInstance<InstanceStore>(provider), death.Pass));
            services.AddSingleton<IWorkQueue>(provider => new MortalQueue(ActivatorUtilities.CreateInstance<WorkQueue>(provider), death.Pass));
        },
        database, beside?.Time, Cancel);

    private static async Task CreateAsync(EngineTestHost host, DatabaseKind kind)
    {
        await using var work = await host.Database.BeginAsync(Cancel);
        var (number, uuid) = kind == DatabaseKind.Sqlite ? ("integer primary key autoincrement", "text") : ("bigserial primary key", "uuid");
        await work.Command($"create table written (number {number}, instance_id {uuid} not null, activity text not null)").ExecuteAsync(Cancel);
        await work.CommitAsync(Cancel);
    }

    private static async Task<string> WrittenAsync(EngineTestHost host, Guid id)
    {
        await using var connection = await host.Database.OpenAsync(Cancel);
        return string.Join(' ', await connection.Command("select activity from written where instance_id = @id order by number", ("id", id)).QueryAsync(row => row.GetString(0), Cancel));
    }

    private static ActivityDescriptor Describe(string type) => new() { Type = type, Category = "Test", DisplayName = type, Description = type };

    private sealed class Writes : Activity
    {
        public override ActivityDescriptor Descriptor { get; } = Describe("Test.Writes");

        public override async ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellationToken)
        {
            var work = await context.WorkAsync(cancellationToken);
            await work.Command("insert into written (instance_id, activity) values (@instance, @activity)", ("instance", context.InstanceId), ("activity", context.ActivityId)).ExecuteAsync(cancellationToken);
            context.Complete();
        }
    }

    private sealed class Awaits : Activity
    {
        public override ActivityDescriptor Descriptor { get; } = Describe("Test.Awaits");

        public override ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellationToken)
        {
            context.Wait(new(BookmarkKinds.Event, context.ActivityId));
            return ValueTask.CompletedTask;
        }
    }

    private sealed class Breaks : Activity
    {
        public override ActivityDescriptor Descriptor { get; } = Describe("Test.Breaks");

        public override ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellationToken) => throw new ActivityFaultException("It broke.");
    }
}
