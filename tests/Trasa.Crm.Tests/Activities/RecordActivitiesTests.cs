using System.Text.Json.Nodes;
using Trasa.Crm.ChangeLog;
using Trasa.Crm.Tests.Records;
using Trasa.Engine.Catalogue;
using Trasa.Engine.Definitions;
using Trasa.Engine.Doors;
using Trasa.Engine.Execution;
using Trasa.Engine.Instances;
using Trasa.Engine.Stores;

namespace Trasa.Crm.Tests.Activities;

public sealed class RecordActivitiesTests() : RecordSuite(DatabaseKind.Sqlite)
{
    [Fact]
    public async Task Workflow_creates_changes_and_reads_a_record_in_one_transaction()
    {
        var burst = await RunAsync(
            Step("Trasa.Case.Create", "create", ("subject", Literal("Tracker is offline")), ("recordId", Bind("id"))),
            Step("Trasa.Case.Update", "change", ("recordId", Variable("id")), ("changes", Literal("""{ "priority": "urgent", "score": 95 }""", "Object"))),
            Step("Trasa.Case.Get", "get", ("recordId", Variable("id")), ("record", Bind("record"))),
            Step("Trasa.Note.Add", "note", ("text", Literal("Seen by the machine")), ("about", Variable("record"))));

        Assert.Empty(burst.Commit.Incidents);
        Assert.Equal(InstanceStatus.Finished, burst.Commit.Instance.Status);
        Assert.Empty((await House.QueryAsync(new("case"))).Records);
        await burst.Work!.CommitAsync(Token);

        var made = Assert.Single((await House.QueryAsync(new("case"))).Records);
        Assert.Equal("urgent", made["priority"]);
        Assert.Equal(made.Reference.ToString(), Assert.Single((await House.QueryAsync(new("note"))).Records)["about"]);
        var log = await House.Get<IChangeLog>().ReadAsync(made.Reference, Actor.System, Token);
        Assert.Equal(["create", "change"], log.Select(change => change.Cause!.ActivityId));
        Assert.All(log, change => Assert.Equal(burst.Commit.Instance.Id, change.Cause!.InstanceId));
    }

    [Fact]
    public async Task Refused_value_stops_the_branch_with_the_reason()
    {
        var burst = await RunAsync(Step("Trasa.Case.Create", "create", ("subject", Literal("X")), ("priority", Literal("enormous"))));
        if (burst.Work is not null) await burst.Work.DisposeAsync();

        Assert.Contains("'enormous' is not one of urgent, high, medium, low.", Assert.Single(burst.Commit.Incidents).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Find_leaves_by_what_it_found()
    {
        var company = await House.CreateAsync("company", new { name = "Nordwind Logistics", priority = "A" });
        await House.CreateAsync("company", new { name = "Delta Print" });

        var burst = await RunAsync(
            Step("Trasa.Company.Find", "find", ("where", Literal("""{ "priority": ["A", "B"] }""", "Object")), ("record", Bind("record")), ("count", Bind("count"))),
            Step("Trasa.Company.Update", "change", ("recordId", Variable("record")), ("comment", Literal("found"))));
        await burst.Work!.CommitAsync(Token);

        Assert.Equal("found", (await House.FindAsync(company))!["comment"]);
    }

    [Fact]
    public async Task Verb_changes_and_raises_its_event()
    {
        var record = await House.CreateAsync("case", new { subject = "Tracker is offline" });
        House.Stimuli.Forget();

        var burst = await RunAsync(Step("Trasa.Case.Resolve", "resolve", ("recordId", Literal(record.Reference.ToString())), ("cause", Literal("Fuse")), ("solution", Literal("New fuse"))));
        Assert.Empty(burst.Commit.Incidents);
        await burst.Work!.CommitAsync(Token);

        var resolved = (await House.FindAsync(record))!;
        Assert.Equal(("Resolved", "New fuse"), (resolved["status"], resolved["solution"]));
        Assert.Equal(["case.changed", "case.status.changed", "case.resolved"], House.Stimuli.Names);
    }

    [Fact]
    public void Inputs_and_outputs_do_not_collide_with_what_an_activity_has_anyway()
    {
        var descriptors = Assert.Single(House.Get<IEnumerable<IActivitySource>>()).All.Select(activity => activity.Descriptor);

        foreach (var descriptor in descriptors)
        {
            string[] members = [.. descriptor.Inputs.Select(input => input.Name), .. descriptor.Outputs.Select(output => output.Name)];
            Assert.Equal(members.Distinct(), members);
            Assert.Empty(members.Intersect(["id", "nodeId", "name", "type", "version", "metadata", "customProperties"]));
        }
    }

    [Fact]
    public void Every_type_has_its_activities_described()
    {
        var source = Assert.Single(House.Get<IEnumerable<IActivitySource>>());

        foreach (var type in House.Types.Current.All)
            foreach (var verb in new[] { "Create", "Get", "Find", "Update", "Delete" })
                Assert.NotNull(source.Find($"Trasa.{char.ToUpperInvariant(type.Key[0])}{type.Key[1..]}.{verb}"));
        Assert.All(source.All, activity => Assert.NotEmpty(activity.Descriptor.Description));
        Assert.Equal(["urgent", "high", "medium", "low"], source.Find("Trasa.Case.Create")!.Descriptor.Inputs.Single(input => input.Name == "priority").Options!);
    }

    private Task<Burst> RunAsync(params JsonObject[] steps)
    {
        var definition = new JsonObject
        {
            ["definitionId"] = "test",
            ["version"] = 1,
            ["name"] = "test",
            ["variables"] = new JsonArray([.. new[] { "id", "record", "count" }.Select(name => new JsonObject { ["id"] = name, ["name"] = name, ["typeName"] = "Object" })]),
            ["root"] = Step("Elsa.Sequence", "root", ("activities", new JsonArray([.. steps]))),
        };
        var version = new DefinitionVersion(DefinitionKind.Workflow, "test", 1, "test", definition.ToJsonString(), definition.ToJsonString(), null, default, "", null, null, null, 1);
        var identifiers = House.Get<IIdentifiers>();
        return House.Get<IBurstExecutor>().StartAsync(
            version,
            new(identifiers.Next(), new Dictionary<string, object?>(), null, null, null),
            null,
            new(House.Clock.GetUtcNow(), Actor.System, identifiers, House.Database.BeginAsync),
            Token);
    }

    private static JsonObject Step(string type, string id, params (string Name, JsonNode Value)[] members)
    {
        var json = new JsonObject { ["id"] = id, ["type"] = type, ["version"] = 1 };
        foreach (var (name, value) in members) json[name] = value;
        return json;
    }

    private static JsonObject Literal(string value, string type = "String") =>
        new() { ["typeName"] = type, ["expression"] = new JsonObject { ["type"] = type == "Object" ? "Object" : "Literal", ["value"] = type == "Object" ? JsonNode.Parse(value) : value } };

    private static JsonObject Variable(string name) =>
        new() { ["typeName"] = "Object", ["expression"] = new JsonObject { ["type"] = "Variable", ["value"] = new JsonObject { ["id"] = name, ["name"] = name } } };

    private static JsonObject Bind(string variable) =>
        new() { ["typeName"] = "Object", ["memoryReference"] = new JsonObject { ["id"] = variable } };
}
