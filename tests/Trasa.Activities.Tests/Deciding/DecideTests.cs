using Trasa.Activities.Deciding;
using Trasa.Engine.Definitions;
using Trasa.Engine.Instances;
using Trasa.Engine.Stores;
using Trasa.TestKit.Databases;
using Trasa.TestKit.Engine;

namespace Trasa.Activities.Tests.Deciding;

public abstract class DecideTests(DatabaseKind kind) : IAsyncLifetime
{
    private TestDatabase _database = null!;
    private EngineTestHost _host = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.NewAsync(kind, Token);
        _host = await EngineTestHost.StartAsync(services => services.AddControlActivities().AddDeciding(), _database, cancellationToken: Token);
        await PublishAsync(Table("30 wmin"));
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await _host.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task Decision_leaves_a_record_with_inputs_rows_and_near_misses()
    {
        var instance = await RunAsync("{priority: \"urgent\", region: \"Vest\"}");

        var record = Assert.Single((await _host.Get<IDecisionRecords>().QueryAsync(new(InstanceId: instance), Token)).Records);
        Assert.Equal(("R-SLA", 1, "case:7", DecisionKind.Decision), (record.DefinitionKey, record.DefinitionVersion, record.Subject, record.Kind));
        Assert.Equal("""{"priority":"urgent","region":"Vest"}""", record.Inputs);
        Assert.Equal("""{"policy":"Standard","response":"30 wmin"}""", record.Result);
        Assert.Equal("urgent", Assert.Single(record.Explanation.Matched).Row);
        var near = Assert.Single(record.Explanation.NearMisses);
        Assert.Equal("low", near.Row);
        Assert.Contains("but it was \"urgent\"", near.Missed, StringComparison.Ordinal);
        Assert.Equal(record.Id, (await _host.Get<IDecisionRecords>().FindAsync(record.Id, Token))!.Id);
    }

    [Theory]
    [InlineData("urgent", "fast")]
    [InlineData("low", "other")]
    public async Task Control_leaves_through_the_outcome_that_the_result_names(string priority, string expected)
    {
        var started = await _host.StartWorkflowAsync(await PublishFlowAsync($"{{priority: \"{priority}\"}}"), cancellationToken: Token);

        Assert.Equal(expected, started.Output["way"]);
    }

    [Fact]
    public async Task Pinned_version_is_evaluated_after_a_newer_one_was_published()
    {
        await PublishAsync(Table("15 wmin"));

        await RunAsync("{priority: \"urgent\"}", pinned: 1);
        await RunAsync("{priority: \"urgent\"}");

        var records = (await _host.Get<IDecisionRecords>().QueryAsync(new(DefinitionKey: "R-SLA"), Token)).Records;
        Assert.Equal([(2, true), (1, false)], records.Select(record => (record.DefinitionVersion!.Value, record.Result!.Contains("15 wmin", StringComparison.Ordinal))));
    }

    [Fact]
    public async Task Decision_that_is_not_there_faults_with_its_key()
    {
        var key = await PublishFlowAsync("{priority: \"low\"}", decision: "R-NONE");

        var started = await _host.StartWorkflowAsync(key, cancellationToken: Token);

        Assert.Equal(InstanceStatus.Faulted, started.Status);
        Assert.Equal(0, (await _host.Get<IDecisionRecords>().QueryAsync(new(), Token)).Total);
    }

    private async Task<Guid> RunAsync(string input, int? pinned = null)
    {
        var started = await _host.StartWorkflowAsync(await PublishFlowAsync(input, pinned: pinned), cancellationToken: Token);
        _host.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(InstanceStatus.Finished, started.Status);
        return started.InstanceId;
    }

    private async Task<string> PublishFlowAsync(string input, string decision = "R-SLA", int? pinned = null)
    {
        await _host.PublishAsync("flow", $$"""
            { "id": "flow", "definitionId": "flow", "name": "Flow", "version": 1,
              "outputs": [ { "name": "way", "type": "String" } ],
              "root": { "id": "root", "type": "Elsa.Flowchart", "version": 1, "activities": [
                { "id": "decide", "type": "Trasa.Decide", "version": 1,
                  "decision": { "typeName": "String", "expression": { "type": "Literal", "value": "{{decision}}" } },
                  "subject": { "typeName": "String", "expression": { "type": "Literal", "value": "case:7" } },
                  "outcomeField": { "typeName": "String", "expression": { "type": "Literal", "value": "policy" } },
                  "decisionVersion": { "typeName": "Int64", "expression": { "type": "Literal", "value": {{(pinned is null ? "null" : $"\"{pinned}\"")}} } },
                  "outcomes": ["Standard", "Gold"],
                  "input": { "typeName": "Object", "expression": { "type": "Feel", "value": {{System.Text.Json.JsonSerializer.Serialize(input)}} } } },
                { "id": "fast", "type": "Elsa.SetOutput", "version": 1,
                  "outputName": { "typeName": "String", "expression": { "type": "Literal", "value": "way" } },
                  "outputValue": { "typeName": "Object", "expression": { "type": "Literal", "value": "fast" } } },
                { "id": "other", "type": "Elsa.SetOutput", "version": 1,
                  "outputName": { "typeName": "String", "expression": { "type": "Literal", "value": "way" } },
                  "outputValue": { "typeName": "Object", "expression": { "type": "Literal", "value": "other" } } } ],
                "connections": [
                  { "source": { "activity": "decide", "port": "Standard" }, "target": { "activity": "fast", "port": "In" } },
                  { "source": { "activity": "decide", "port": "Done" }, "target": { "activity": "other", "port": "In" } } ] } }
            """, Token);
        return "flow";
    }

    private Task<DefinitionVersion> PublishAsync(string dmn) => _host.Definitions.PublishAsync(new(DefinitionKind.Decision, "R-SLA", "R-SLA", dmn), "test", null, Token);

    private static string Table(string response) => $"""
        <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="R-SLA" namespace="https://example.org/sla">
          <inputData id="in" name="priority"><variable name="priority" typeRef="string"/></inputData>
          <decision id="sla" name="SLA policy">
            <variable name="SLA policy"/>
            <informationRequirement><requiredInput href="#in"/></informationRequirement>
            <decisionTable hitPolicy="FIRST">
              <input label="Priority"><inputExpression typeRef="string"><text>priority</text></inputExpression></input>
              <output name="policy" typeRef="string"/><output name="response" typeRef="string"/>
              <rule id="urgent"><inputEntry><text>"urgent"</text></inputEntry><outputEntry><text>"Standard"</text></outputEntry><outputEntry><text>"{response}"</text></outputEntry></rule>
              <rule id="low"><inputEntry><text>"low"</text></inputEntry><outputEntry><text>"Relaxed"</text></outputEntry><outputEntry><text>"8 wh"</text></outputEntry></rule>
            </decisionTable>
          </decision>
        </definitions>
        """;
}

public sealed class SqliteDecideTests() : DecideTests(DatabaseKind.Sqlite);

public sealed class PostgresDecideTests() : DecideTests(DatabaseKind.PostgreSql);
