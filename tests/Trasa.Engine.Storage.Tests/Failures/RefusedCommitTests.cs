using Trasa.TestKit.Databases;

namespace Trasa.Engine.Storage.Tests.Failures;

/// <summary>Failure test 13: the server refuses every tenth commit for a deadlock, a serialization failure or a lock timeout.</summary>
public sealed class RefusedCommitTests
{
    private const int Instances = 150;

    [Fact]
    public async Task Commit_that_the_server_refuses_is_tried_again_and_disturbs_no_other()
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var database = await TestDatabase.NewPostgresAsync(cancel);
        await using var host = await WorkingHost.StartAsync(database.Address);
        await host.PublishAsync("work", "ledger", "commit", "ledger", "event go", "ledger");
        await host.PublishAsync("plain", "timer 0.05", "commit");
        // A sequence counts also what is rolled back.
        await host.ExecuteAsync(
            """
            create sequence stumbled;
            create function stumble() returns trigger language plpgsql as $$
            begin
                if random() < 0.1 then
                    raise exception 'The server stumbles (%).', nextval('stumbled') using errcode = (array['40P01', '40001', '55P03'])[1 + floor(random() * 3)::int];
                end if;
                return null;
            end $$;
            create trigger stumble before insert on journal for each statement execute function stumble();
            """);

        var waiting = await host.BeginAsync("work", Instances, parallel: 16);
        await host.BeginAsync("plain", Instances, parallel: 16);
        await host.Engine.PublishAsync(new("go"), cancel);

        Assert.Equal(Instances, waiting.Count);
        await host.AssertDoneWithAsync(Instances * 2, ledgerRows: Instances * 3);
        Assert.InRange(await host.CountAsync("select last_value from stumbled"), 10, int.MaxValue);
    }
}
