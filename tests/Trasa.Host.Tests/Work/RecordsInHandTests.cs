using Microsoft.Extensions.DependencyInjection;
using Trasa.Crm.Records;
using Trasa.Engine.Doors;
using Trasa.Engine.Stores;
using Trasa.Host.Identity;
using Trasa.Host.Work;
using Record = Trasa.Crm.Records.Record;

namespace Trasa.Host.Tests.Work;

/// <summary>My work lists the cases that somebody has beside their tasks.</summary>
public sealed class RecordsInHandTests(RunningHost host)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Open_cases_of_a_person_are_in_their_hands_and_closed_ones_are_not()
    {
        var account = await host.Services.GetRequiredService<Accounts>().FindAsync("ana.popescu", Stop);
        var open = await CaseAsync(account!.UserId, "In progress");
        var closed = await CaseAsync(account.UserId, "Closed");
        var nobodys = await CaseAsync(null, "In progress");

        var hands = await host.Services.GetRequiredService<RecordsInHand>().OfAsync(new(account.UserId, account.Name), Stop);

        var cases = Assert.Single(hands, held => held.Type.Key == "case");
        Assert.Contains(cases.Records, record => record.Id == open.Id);
        Assert.DoesNotContain(cases.Records, record => record.Id == closed.Id || record.Id == nobodys.Id);
    }

    [Fact]
    public async Task Automation_has_nothing_in_hand()
    {
        Assert.Empty(await host.Services.GetRequiredService<RecordsInHand>().OfAsync(Actor.System, Stop));
    }

    // No workflow changes it: a case that came by mail is begun by the intake alone.
    private async Task<Record> CaseAsync(Guid? assignee, string status)
    {
        await using var work = await host.Services.GetRequiredService<IDatabase>().BeginAsync(Stop);
        var values = new Dictionary<string, object?> { ["subject"] = "In hand", ["priority"] = "low", ["channel"] = "mail", ["status"] = status, ["assignee"] = assignee };
        var record = await host.Services.GetRequiredService<IRecords>().CreateAsync(work, "case", values, Actor.System, Stop);
        await work.CommitAsync(Stop);
        return record;
    }
}
