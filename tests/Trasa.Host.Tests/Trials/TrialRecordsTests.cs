using Microsoft.Extensions.DependencyInjection;
using Trasa.Crm.Metadata;
using Trasa.Crm.Records;
using Trasa.Engine.Definitions;
using Trasa.Engine.Doors;
using Trasa.Engine.Instances;
using Trasa.Engine.Stores;
using Trasa.Host.Trials;
using Record = Trasa.Crm.Records.Record;

namespace Trasa.Host.Tests.Trials;

/// <summary>Events of a trial that are raised by what somebody does to a record.</summary>
public sealed class TrialRecordsTests(RunningHost host)
{
    private const string Begun = """
        { "definitionId": "begun-by-a-case", "name": "Begun by a case", "version": 1,
          "variables": [{ "id": "came", "name": "came", "typeName": "Object" }],
          "root": { "id": "flow", "type": "Elsa.Flowchart", "activities": [
            { "id": "heard", "name": "Heard", "type": "Elsa.Event", "customProperties": { "canStartWorkflow": true }, "eventName": { "typeName": "String", "expression": { "type": "Literal", "value": "EVENT" } },
              "result": { "typeName": "Object", "memoryReference": { "id": "came" } } },
            { "id": "line", "name": "Tell", "type": "Elsa.WriteLine", "text": { "typeName": "String", "expression": { "type": "Feel", "value": "came.record.subject" } } }
          ], "connections": [{ "source": { "activity": "heard", "port": "Done" }, "target": { "activity": "line", "port": "In" } }] } }
        """;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private IRecords Live => host.Services.GetRequiredService<IRecords>();

    [Theory]
    [InlineData("case.created", "case", true, null, null)]
    [InlineData("case.changed", "case", false, null, null)]
    [InlineData("case.priority.changed", "case", false, "priority", null)]
    [InlineData("case.status.changed", "case", false, "status", null)]
    [InlineData("case.message.created", "message", true, null, null)]
    [InlineData("case.resolved", "case", false, null, "Resolve")]
    [InlineData("savedView.created", null, false, null, null)]
    [InlineData("task.reminder", null, false, null, null)]
    [InlineData("payment.received", null, false, null, null)]
    public void Event_says_what_is_done_to_which_record(string name, string? type, bool isNew, string? field, string? verb)
    {
        var found = RecordHappening.Find(name, host.Services.GetRequiredService<IRecordTypes>().Current);

        Assert.Equal((type, isNew, field, verb), (found?.Type.Key, found?.IsNew ?? false, found?.Field?.Name, found?.Verb?.Key));
    }

    [Fact]
    public async Task Case_like_a_real_one_is_created_in_the_trial_and_begins_the_workflow()
    {
        var real = await CaseAsync("Paper jam in the west wing");
        await using var house = await OpenAsync("case.created");
        var records = new TrialRecords(house.World, Live, Actor.System);
        var happening = records.Happening("case.created")!;
        Assert.Contains(await records.NewestAsync(happening.Type, "paper jam", Token), found => found.Id == real.Id);
        Assert.Null(await records.HereAsync(real.Reference, Token));

        var values = await records.LikeAsync(happening, real, Token);
        Assert.Equal(("Paper jam in the west wing", "high"), (values["subject"], values["priority"]));
        var nameless = await records.StepsAsync(happening, null, new Dictionary<string, object?>(values) { ["subject"] = null }, Token);
        Assert.Equal("subject", Assert.Single(nameless.Problems).Field);
        Assert.Empty(nameless.Steps);
        Assert.DoesNotContain(await records.NewestAsync(happening.Type, "paper jam", Token), found => found.Id != real.Id);

        await DoAsync(house, await records.StepsAsync(happening, null, values, Token));

        var made = Assert.Single((await house.World.Records.QueryAsync(null, new RecordQuery("case"), Actor.System, Token)).Records);
        Assert.Equal("Paper jam in the west wing", made.Text("subject"));
        Assert.Equal(InstanceStatus.Finished, Assert.Single(await RunsAsync(house)).Status);
    }

    [Fact]
    public async Task Real_case_that_is_not_in_the_trial_is_copied_before_it_is_changed()
    {
        var real = await CaseAsync("Toner is empty in the east wing");
        await using var house = await OpenAsync("case.priority.changed");
        var records = new TrialRecords(house.World, Live, Actor.System);
        var happening = records.Happening("case.priority.changed")!;
        Assert.Equal("priority", Assert.Single(happening.Asked));
        Assert.Equal("Choose a record first.", Assert.Single((await records.StepsAsync(happening, null, new Dictionary<string, object?>(), Token)).Problems).Message);
        Assert.Equal("Change something first.", Assert.Single((await records.StepsAsync(happening, real, new Dictionary<string, object?> { ["priority"] = "high" }, Token)).Problems).Message);

        var steps = await records.StepsAsync(happening, real, new Dictionary<string, object?> { ["priority"] = "low" }, Token);
        Assert.Equal(2, steps.Steps.Count);
        await DoAsync(house, steps);

        var copy = Assert.Single((await house.World.Records.QueryAsync(null, new RecordQuery("case"), Actor.System, Token)).Records);
        Assert.Equal(("Toner is empty in the east wing", "low"), (copy.Text("subject"), copy.Text("priority")));
        Assert.Equal("high", (await Live.FindAsync(null, "case", real.Id, Actor.System, Token))!.Text("priority"));
        Assert.Equal(InstanceStatus.Finished, Assert.Single(await RunsAsync(house)).Status);
    }

    private static async Task DoAsync(TrialHouse house, TrialSteps done)
    {
        Assert.Empty(done.Problems);
        foreach (var step in done.Steps) await house.Runner.RunAsync(step, house.World, Token);
    }

    private static async Task<IReadOnlyList<InstanceSummary>> RunsAsync(TrialHouse house) =>
        (await house.World.Get<IInstanceQueries>().SearchAsync(new InstanceFilter("begun-by-a-case"), 0, 10, Token)).Items;

    private Task<TrialHouse> OpenAsync(string name) =>
        TrialHouse.OpenAsync(host.Services, new(DefinitionKind.Workflow, "begun-by-a-case", "Begun by a case", Begun.Replace("EVENT", name, StringComparison.Ordinal)), null, Actor.System, Token);

    private async Task<Record> CaseAsync(string subject)
    {
        await using var work = await host.Services.GetRequiredService<IDatabase>().BeginAsync(Token);
        var made = await Live.CreateAsync(work, "case", new Dictionary<string, object?> { ["subject"] = subject, ["priority"] = "high", ["channel"] = "mail" }, Actor.System, Token);
        await work.CommitAsync(Token);
        return made;
    }
}
