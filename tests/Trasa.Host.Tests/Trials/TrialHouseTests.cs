using Microsoft.Extensions.DependencyInjection;
using Trasa.Activities.Publishing;
using Trasa.Crm.Records;
using Trasa.Engine.Definitions;
using Trasa.Engine.Doors;
using Trasa.Host.Trials;

namespace Trasa.Host.Tests.Trials;

/// <summary>What a trial is furnished with.</summary>
public sealed class TrialHouseTests(RunningHost host)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Record_types_of_packs_their_records_and_forms_that_are_being_changed_come_along()
    {
        var live = host.Services.GetRequiredService<IDefinitionStore>();
        var form = (await live.FindAsync(DefinitionKind.Form, "leave-decision", null, Token))!;
        await live.SaveDraftAsync(new(DefinitionKind.Form, form.Key, "As drafted", form.Content.Replace(form.Name, "As drafted", StringComparison.Ordinal), form.Pack), 0, "Maria", Token);
        try
        {
            var workflow = (await live.FindAsync(DefinitionKind.Workflow, "leave-request", null, Token))!;

            await using var house = await TrialHouse.OpenAsync(host.Services, new(workflow.Kind, workflow.Key, workflow.Name, workflow.Content), null, Actor.System, Token);

            var balances = await house.World.Records.QueryAsync(null, new RecordQuery("leaveBalance"), Actor.System, Token);
            Assert.Equal((await host.Services.GetRequiredService<IRecords>().QueryAsync(null, new RecordQuery("leaveBalance"), Actor.System, Token)).Total, balances.Total);
            Assert.NotEmpty(balances.Records);
            Assert.Equal("As drafted", (await house.World.Get<IDefinitionStore>().FindAsync(DefinitionKind.Form, form.Key, null, Token))!.Name);
            Assert.Equal(form.Name, (await live.FindAsync(DefinitionKind.Form, form.Key, null, Token))!.Name);
        }
        finally
        {
            await host.Services.GetRequiredService<PublicationDesk>().DiscardAsync(DefinitionKind.Form, form.Key, Actor.System, Token);
        }
    }
}
