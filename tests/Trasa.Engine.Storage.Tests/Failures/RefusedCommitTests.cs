using Microsoft.Extensions.DependencyInjection;
using Trasa.Engine.Hosting;
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

    [Fact]
    public async Task Server_that_refuses_for_a_long_time_costs_no_attempt()
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var database = await TestDatabase.NewPostgresAsync(cancel);
        await using var host = await WorkingHost.StartAsync(database.Address, services => services.Configure<RunnerOptions>(options => options.FirstBackOff = TimeSpan.FromMilliseconds(50)));
        await host.PublishAsync("work", "event go", "ledger");
        await host.BeginAsync("work", 2);
        await host.ExecuteAsync(
            """
            create sequence refused;
            create function refuse() returns trigger language plpgsql as $$
            begin
                raise exception 'No room (%).', nextval('refused') using errcode = '53200';
            end $$;
            create trigger refuse before insert on journal for each statement execute function refuse();
            """);

        await host.Engine.PublishAsync(new("go"), cancel);
        await host.UntilAsync("(select last_value from refused) >= 20");
        await host.ExecuteAsync("drop trigger refuse on journal");

        await host.AssertDoneAsync(2, stepsEach: 1);
    }
}
