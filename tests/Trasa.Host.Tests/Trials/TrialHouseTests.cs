using Microsoft.Extensions.DependencyInjection;
using Trasa.Activities.Publishing;
using Trasa.Crm.Records;
using Trasa.Designer.Workflows.Trials;
using Trasa.Engine.Definitions;
using Trasa.Engine.Doors;
using Trasa.Host.Trials;

namespace Trasa.Host.Tests.Trials;

/// <summary>What a trial is furnished with.</summary>
public sealed class TrialHouseTests(RunningHost host)
{
    private const string Pinging = """
        { "definitionId": "pinging", "name": "Pinging", "version": 1, "root": { "id": "flow", "type": "Elsa.Flowchart", "activities": [
            { "id": "ping", "name": "Ping", "type": "Elsa.PublishEvent", "eventName": { "typeName": "String", "expression": { "type": "Literal", "value": "ping of a trial" } } },
            { "id": "wait", "name": "Wait for an answer", "type": "Elsa.Event", "eventName": { "typeName": "String", "expression": { "type": "Literal", "value": "answer" } } }
          ], "connections": [{ "source": { "activity": "ping", "port": "Done" }, "target": { "activity": "wait", "port": "In" } }] } }
        """;

    private const string Listening = """
        { "definitionId": "listening", "name": "Listening", "version": 1, "root": { "id": "flow", "type": "Elsa.Flowchart", "activities": [
            { "id": "heard", "name": "Heard", "type": "Elsa.Event", "customProperties": { "canStartWorkflow": true }, "eventName": { "typeName": "String", "expression": { "type": "Literal", "value": "ping of a trial" } } },
            { "id": "line", "name": "Tell", "type": "Elsa.WriteLine", "text": { "typeName": "String", "expression": { "type": "Literal", "value": "heard" } } }
          ], "connections": [{ "source": { "activity": "heard", "port": "Done" }, "target": { "activity": "line", "port": "In" } }] } }
        """;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_other_workflows_did_is_told_apart_and_the_whole_is_called_as_the_workflow()
    {
        await host.Services.GetRequiredService<IDefinitionStore>().PublishAsync(new(DefinitionKind.Workflow, "listening", "Listening", Listening), "test", null, Token);
        var trials = host.Services.GetRequiredService<Host.Trials.Trials>();
        var opened = await trials.OpenAsync(new(DefinitionKind.Workflow, "pinging", "Pinging", Pinging), "2026-04-24 09:00", Actor.System, Token);
        try
        {
            var state = await trials.DoAsync(opened.Trial, """{ "start": { "workflow": "pinging" } }""", Token);

            Assert.Null(state.Problem);
            Assert.Equal(["Pinging", "Pinging was started", "Ping is done"], [state.Instances[0].Name, .. Told(state.Path)[..2]]);
            Assert.DoesNotContain(state.Path, moment => moment.Label is "flow" or "Heard" or "Tell");
            Assert.Contains("Tell is done", Told(state.Others));
            Assert.Contains("Listening is finished", Told(state.Others));
            Assert.Equal(("Wait for an answer", "the event “{0}”", "answer"), state.Waits is [var wait] ? (wait.Label, wait.Said, wait.Name) : default);
        }
        finally
        {
            await trials.CloseAsync(opened.Trial);
        }
    }

    private static List<string> Told(IReadOnlyList<TrialMoment> moments) =>
        [.. moments.Where(moment => moment.Event is not ("ActivityStarted" or "ActivityWaits" or "Suspended")).Select(moment => $"{moment.Label} {moment.Said}")];

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
