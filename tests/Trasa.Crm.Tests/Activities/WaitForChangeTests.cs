using System.Text.Json.Nodes;
using Trasa.Activities;
using Trasa.Activities.Deciding;
using Trasa.Activities.People;
using Trasa.Crm.Metadata;
using Trasa.Crm.Records;
using Trasa.Engine.Doors;
using Trasa.Engine.Instances;
using Trasa.Engine.Stores;
using Trasa.TestKit.Databases;
using Trasa.TestKit.Engine;

namespace Trasa.Crm.Tests.Activities;

public sealed class SqliteWaitForChangeTests() : WaitForChangeTests(DatabaseKind.Sqlite);

public sealed class PostgresWaitForChangeTests() : WaitForChangeTests(DatabaseKind.PostgreSql);

public abstract class WaitForChangeTests(DatabaseKind kind) : IAsyncLifetime
{
    private TestDatabase _database = null!;
    private EngineTestHost _host = null!;
    private Record _case = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await RecordDatabase.NewAsync(kind, Token);
        _host = await EngineTestHost.StartAsync(services => services.AddControlActivities().AddPeople().AddDeciding().AddTrasaCrm(), _database, cancellationToken: Token);
        await _host.Get<IRecordTypes>().EnsureAsync(Token);
        _case = await WriteAsync(work => Records.CreateAsync(work, "case", new Dictionary<string, object?> { ["subject"] = "Tracker is offline", ["priority"] = "medium" }, Actor.System, Token));
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await _host.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task Change_from_one_value_to_another_ends_the_wait_with_what_was_and_what_is()
    {
        var instance = await StartAsync(("fields", "priority"), ("from", new JsonArray("medium", "high")), ("to", "urgent"));
        await ChangeAsync("subject", "Tracker is offline again");
        await ChangeAsync("priority", "low");
        await ChangeAsync("priority", "urgent");
        await ChangeAsync("priority", "high");
        Assert.Equal(InstanceStatus.Suspended, await StatusAsync(instance));

        await ChangeAsync("priority", "urgent");

        Assert.Equal(InstanceStatus.Finished, await StatusAsync(instance));
        Assert.Equal("high > urgent", await ResultAsync(instance));
    }

    [Fact]
    public async Task Condition_sees_old_and_new_values_and_the_variables()
    {
        var instance = await StartAsync(("condition", Feel("""new.score - old.score >= least and list contains(changed, "score")""")));
        await ChangeAsync("score", 10);
        await ChangeAsync("score", 14);
        Assert.Equal(InstanceStatus.Suspended, await StatusAsync(instance));

        await ChangeAsync("score", 19);

        Assert.Equal(InstanceStatus.Finished, await StatusAsync(instance));
    }

    [Fact]
    public async Task Change_between_reading_and_waiting_is_not_lost_and_counts_once()
    {
        await ChangeAsync("priority", "urgent");
        await ChangeAsync("priority", "low");

        var told = await StartAsync(("fields", "priority"), ("to", "urgent"), ("since", (int)_case.Revision));
        var untold = await StartAsync(("fields", "priority"), ("to", "urgent"));

        Assert.Equal("medium > urgent", await ResultAsync(told));
        Assert.Equal(InstanceStatus.Suspended, await StatusAsync(untold));
    }

    [Fact]
    public async Task Several_changes_before_the_events_are_delivered_end_one_wait_each_in_their_order()
    {
        var instance = await StartAsync(("fields", "priority"), ("to", new JsonArray("urgent", "low")));

        foreach (var priority in (string[])["high", "urgent", "low"]) await WriteAsync(work => UpdateAsync(work, "priority", priority));
        await _host.RunUntilIdleAsync(Token);

        Assert.Equal("high > urgent", await ResultAsync(instance));
        Assert.Equal(0, await _host.RunUntilIdleAsync(Token));
    }

    [Fact]
    public async Task Change_at_the_same_moment_as_the_wait_begins_is_found()
    {
        for (var round = 0; round < 5; round++)
        {
            await ChangeAsync("priority", "low");
            var starting = StartAsync(("fields", "priority"), ("to", "urgent"), ("since", (int)(await FindAsync())!.Revision));
            var changing = WriteAsync(work => UpdateAsync(work, "priority", "urgent"));
            await Task.WhenAll(starting, changing);
            await _host.RunUntilIdleAsync(Token);

            Assert.Equal(InstanceStatus.Finished, await StatusAsync(await starting));
        }
    }

    [Fact]
    public async Task Record_that_fits_already_time_that_runs_out_and_a_deleted_record_end_the_wait()
    {
        var already = await StartAsync(("fields", "priority"), ("to", "medium"), ("orAlready", true));
        var late = await StartAsync(("fields", "priority"), ("due", "2 h"));
        await _host.AdvanceAsync(TimeSpan.FromHours(2), Token);
        var deleted = await StartAsync(("fields", "priority"));
        await WriteAsync(async work =>
        {
            await Records.DeleteAsync(work, "case", _case.Id, Actor.System, Token);
            return true;
        });
        await _host.RunUntilIdleAsync(Token);

        Assert.Equal("medium > medium", await ResultAsync(already));
        Assert.Equal("Timed out", await OutcomeAsync(late));
        Assert.Equal("Deleted", await OutcomeAsync(deleted));
    }

    [Fact]
    public async Task Two_workflows_that_change_a_record_back_and_forth_are_stopped()
    {
        await _host.PublishAsync("up", Toggle("up", "low", "high"), Token);
        await _host.PublishAsync("down", Toggle("down", "high", "low"), Token);

        await ChangeAsync("priority", "low");
        await _host.AdvanceAsync(TimeSpan.FromHours(1), Token);

        // Both hear of every change, so both are stopped.
        var incidents = (await _host.Get<IInstanceQueries>().OpenIncidentsAsync(null, 0, 10, Token)).Items;
        Assert.InRange(incidents.Count, 1, 4);
        Assert.All(incidents, incident => Assert.Contains("within 00:10:00 it was started 20 times by what it had set in motion itself", incident.Incident.Message, StringComparison.Ordinal));
        Assert.True((await FindAsync())!.Revision < 60);
    }

    private static string Toggle(string key, string when, string then)
    {
        var start = new JsonObject { ["id"] = "start", ["type"] = "Elsa.Event", ["eventName"] = "case.changed", ["customProperties"] = new JsonObject { ["canStartWorkflow"] = true } };
        var update = new JsonObject { ["id"] = "update", ["type"] = "Trasa.Case.Update", ["recordId"] = Feel("id"), ["priority"] = then };
        var test = new JsonObject { ["id"] = "test", ["type"] = "Elsa.If", ["condition"] = Feel($"""record.priority = "{when}" """), ["then"] = update };
        return new JsonObject
        {
            ["definitionId"] = key, ["name"] = key, ["version"] = 1, ["root"] = new JsonObject { ["id"] = "root", ["type"] = "Elsa.Sequence", ["activities"] = new JsonArray(start, test) },
        }.ToJsonString();
    }

    [Fact]
    public async Task Field_that_is_not_there_is_an_incident_that_names_those_that_are()
    {
        var instance = await StartAsync(("fields", "prio"));

        Assert.Contains("no field 'prio'; there are", (await _host.Get<IInstanceQueries>().IncidentsAsync(instance, Token)).Single().Message, StringComparison.Ordinal);
    }

    private IRecords Records => _host.Get<IRecords>();

    private async Task<Guid> StartAsync(params (string Name, JsonNode Value)[] inputs)
    {
        var wait = new JsonObject
        {
            ["id"] = "wait", ["type"] = "Trasa.Record.WaitForChange", ["record"] = _case.Reference.ToString(), ["before"] = Bind("before"), ["after"] = Bind("after"),
        };
        foreach (var (name, value) in inputs) wait[name] = value is JsonObject ? value : new JsonObject { ["typeName"] = "Object", ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = value } };
        var tell = new JsonObject { ["id"] = "tell", ["type"] = "Elsa.SetName", ["value"] = Feel("""if before = null then "" else before.priority + " > " + after.priority""") };
        var definition = new JsonObject
        {
            ["definitionId"] = "wait", ["name"] = "wait", ["version"] = 1,
            ["variables"] = new JsonArray(Variable("before", null), Variable("after", null), Variable("least", "5")),
            ["root"] = new JsonObject { ["id"] = "root", ["type"] = "Elsa.Sequence", ["activities"] = new JsonArray(wait, tell) },
        };
        await _host.PublishAsync("wait", definition.ToJsonString(), Token);
        return (await _host.StartWorkflowAsync("wait", cancellationToken: Token)).InstanceId;
    }

    private static JsonObject Variable(string name, string? value) => new() { ["id"] = name, ["name"] = name, ["typeName"] = value is null ? "Object" : "Int32", ["value"] = value };

    private static JsonObject Bind(string variable) => new() { ["typeName"] = "Object", ["memoryReference"] = new JsonObject { ["id"] = variable } };

    private static JsonObject Feel(string text) => new() { ["typeName"] = "Object", ["expression"] = new JsonObject { ["type"] = "Feel", ["value"] = text } };

    private async Task<InstanceStatus> StatusAsync(Guid instance) => (await _host.InstanceAsync(instance, Token)).Status;

    /// <summary>The workflow names its instance by what it saw.</summary>
    private async Task<string?> ResultAsync(Guid instance) => (await _host.InstanceAsync(instance, Token)).Name;

    private async Task<string?> OutcomeAsync(Guid instance) =>
        (await _host.Get<IInstanceQueries>().JournalAsync(instance, 0, 100, Token)).Single(entry => entry is { ActivityId: "wait", Event: Engine.Journal.JournalEvents.ActivityCompleted }).Outcome;

    private async Task ChangeAsync(string field, object value)
    {
        await WriteAsync(work => UpdateAsync(work, field, value));
        await _host.RunUntilIdleAsync(Token);
    }

    private Task<Record?> FindAsync() => Records.FindAsync(null, "case", _case.Id, Actor.System, Token);

    private Task<Record> UpdateAsync(IUnitOfWork work, string field, object value) =>
        Records.UpdateAsync(work, "case", _case.Id, new Dictionary<string, object?> { [field] = value }, null, Actor.System, Token);

    private async Task<T> WriteAsync<T>(Func<IUnitOfWork, Task<T>> write)
    {
        await using var work = await _host.Database.BeginAsync(Token);
        var result = await write(work);
        await work.CommitAsync(Token);
        return result;
    }
}
