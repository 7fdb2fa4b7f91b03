using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Trasa.Engine.Definitions;
using Trasa.Host.Identity;
using Trasa.TestKit.Time;

namespace Trasa.Host.Tests.Api;

/// <summary>Another system does what workflows ask for, and tells them what happened.</summary>
public sealed class OutsideTests(RunningHost host)
{
    private const string Workflow = """
        {
          "definitionId": "ask-outside", "name": "Ask outside", "version": 1,
          "variables": [{ "id": "answer", "name": "answer", "typeName": "Object" }],
          "root": { "id": "steps", "type": "Elsa.Sequence", "activities": [
            { "id": "resize", "type": "Elsa.RunTask", "taskName": { "typeName": "String", "expression": { "type": "Literal", "value": "resize" } },
              "payload": { "typeName": "Object", "expression": { "type": "Feel", "value": "{picture: \"cat.png\"}" } }, "result": { "typeName": "Object", "memoryReference": { "id": "answer" } } },
            { "id": "name", "type": "Elsa.SetName", "value": { "typeName": "String", "expression": { "type": "Feel", "value": "\"width \" + string(answer.width)" } } },
            { "id": "wait", "type": "Elsa.Event", "eventName": { "typeName": "String", "expression": { "type": "Literal", "value": "picture.printed" } } }
          ] }
        }
        """;

    private const string Started = """
        { "definitionId": "told-outside", "name": "Told outside", "version": 1, "root": { "id": "steps", "type": "Elsa.Sequence", "activities": [
            { "id": "start", "type": "Elsa.Event", "customProperties": { "canStartWorkflow": true }, "eventName": { "typeName": "String", "expression": { "type": "Literal", "value": "parcel.arrived" } } }
          ] } }
        """;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Task_is_found_done_and_answered_once()
    {
        using var system = await host.WithKeyAsync("maria.ionescu", ApiKey.AllScopes, Stop);
        var instance = await StartAsync(system);

        var task = Assert.Single((await system.GetFromJsonAsync<JsonArray>("/api/tasks?name=resize&take=200", Stop))!, task => task!["instanceId"]!.GetValue<string>() == instance)!;
        using var first = await system.PostAsJsonAsync($"/api/tasks/{task["id"]}/complete", new { result = new { width = 200 } }, Stop);
        using var second = await system.PostAsJsonAsync($"/api/tasks/{task["id"]}/complete", new { result = new { width = 300 } }, Stop);
        using var none = await system.PostAsJsonAsync($"/api/tasks/{Guid.Empty}/complete", new { }, Stop);

        Assert.Equal("cat.png", task["payload"]!["picture"]!.GetValue<string>());
        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.Conflict, HttpStatusCode.NotFound), (first.StatusCode, second.StatusCode, none.StatusCode));
        Assert.Equal("width 200", (await InstanceAsync(system, instance))["instance"]!["name"]!.GetValue<string>());
    }

    [Fact]
    public async Task Answer_that_is_given_again_under_its_key_is_heard_as_the_first_time_by_nobody_else()
    {
        using var system = await host.WithKeyAsync("maria.ionescu", ApiKey.AllScopes, Stop);
        using var other = await host.WithKeyAsync("radu.stan", ApiKey.AllScopes, Stop);
        var task = await WaitAsync(system, await StartAsync(system));
        system.DefaultRequestHeaders.Add("Idempotency-Key", "resize-1");

        using var first = await system.PostAsJsonAsync($"/api/tasks/{task}/complete", new { result = new { width = 200 } }, Stop);
        using var again = await system.PostAsJsonAsync($"/api/tasks/{task}/complete", new { result = new { width = 200 } }, Stop);
        using var changed = await system.PostAsJsonAsync($"/api/tasks/{task}/complete", new { result = new { width = 300 } }, Stop);
        using var another = await other.PostAsJsonAsync($"/api/tasks/{task}/complete", new { result = new { width = 200 }, idempotencyKey = "resize-1" }, Stop);

        Assert.Equal((first.StatusCode, HttpStatusCode.NoContent), (again.StatusCode, first.StatusCode));
        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.Conflict), (changed.StatusCode, another.StatusCode));
    }

    [Fact]
    public async Task Nothing_but_a_task_is_answered_there_and_nobody_without_the_right_answers()
    {
        using var system = await host.WithKeyAsync("maria.ionescu", ApiKey.AllScopes, Stop);
        using var employee = await host.WithKeyAsync("vlad.munteanu", ApiKey.AllScopes, Stop);
        var instance = await StartAsync(system);
        var task = await WaitAsync(system, instance);

        using var forbidden = await employee.PostAsJsonAsync($"/api/tasks/{task}/complete", new { }, Stop);
        using var answered = await system.PostAsJsonAsync($"/api/tasks/{task}/complete", new { result = new { width = 1 } }, Stop);
        using var wrongKind = await system.PostAsJsonAsync($"/api/tasks/{await WaitAsync(system, instance)}/complete", new { }, Stop);

        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.NoContent, HttpStatusCode.NotFound), (forbidden.StatusCode, answered.StatusCode, wrongKind.StatusCode));
    }

    [Fact]
    public async Task Event_that_is_told_twice_with_one_key_starts_one_workflow()
    {
        using var system = await host.WithKeyAsync("maria.ionescu", ApiKey.AllScopes, Stop);
        await host.Services.GetRequiredService<IDefinitionStore>().PublishAsync(new(DefinitionKind.Workflow, "told-outside", "Told outside", Started), "test", null, Stop);
        system.DefaultRequestHeaders.Add("Idempotency-Key", "parcel-1");

        using var once = await system.PostAsJsonAsync("/api/events/parcel.arrived", new { payload = new { parcel = 1 } }, Stop);
        using var again = await system.PostAsJsonAsync("/api/events/parcel.arrived", new { payload = new { parcel = 1 } }, Stop);
        system.DefaultRequestHeaders.Remove("Idempotency-Key");
        using var other = await system.PostAsJsonAsync("/api/events/parcel.arrived", new { payload = new { parcel = 2 } }, Stop);
        using var wrong = await system.PostAsJsonAsync("/api/events/parcel.arrived", new { keepFor = "long" }, Stop);

        Assert.All([once, again, other], answer => Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode));
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        await Eventually.UntilAsync(async () => await CountAsync() >= 2, "The two events have not started two instances.", Stop);
        Assert.Equal(2, await CountAsync());

        async Task<int> CountAsync() => (await system.GetFromJsonAsync<JsonObject>("/api/instances?definition=told-outside", Stop))!["total"]!.GetValue<int>();
    }

    private async Task<string> StartAsync(HttpClient system)
    {
        await host.Services.GetRequiredService<IDefinitionStore>().PublishAsync(new(DefinitionKind.Workflow, "ask-outside", "Ask outside", Workflow), "test", null, Stop);
        using var started = await system.PostAsJsonAsync("/api/workflows/ask-outside/start", new { }, Stop);
        return (await started.Content.ReadFromJsonAsync<JsonObject>(Stop))!["instanceId"]!.GetValue<string>();
    }

    private static async Task<JsonObject> InstanceAsync(HttpClient system, string id) => (await system.GetFromJsonAsync<JsonObject>($"/api/instances/{id}", Stop))!;

    private static async Task<string> WaitAsync(HttpClient system, string instance) => (await InstanceAsync(system, instance))["waitsFor"]!.AsArray().Single()!["id"]!.GetValue<string>();
}
