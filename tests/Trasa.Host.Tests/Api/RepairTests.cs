using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Trasa.Engine.Definitions;
using Trasa.Host.Identity;

namespace Trasa.Host.Tests.Api;

/// <summary>A process owner mends an instance that stopped, over the API; the journal says who it was.</summary>
public sealed class RepairTests(RunningHost host)
{
    private const string Owner = "maria.ionescu";

    private const string Workflow = """
        {
          "definitionId": "mend-me", "name": "Mend me", "version": 1,
          "variables": [
            { "id": "which", "name": "which", "typeName": "String", "value": "R-NOWHERE" },
            { "id": "amount", "name": "amount", "typeName": "Int32", "value": 1 }
          ],
          "root": { "id": "flow", "type": "Elsa.Flowchart", "activities": [
            { "id": "ask", "type": "Trasa.Decide", "decision": { "typeName": "String", "expression": { "type": "Feel", "value": "which" } }, "input": { "typeName": "Object", "expression": { "type": "Feel", "value": "{topic: \"invoice\"}" } } },
            { "id": "wait", "type": "Elsa.Event", "eventName": { "typeName": "String", "expression": { "type": "Literal", "value": "never" } } },
            { "id": "other", "type": "Elsa.Event", "eventName": { "typeName": "String", "expression": { "type": "Literal", "value": "never either" } } }
          ], "connections": [{ "source": { "activity": "ask", "port": "Done" }, "target": { "activity": "wait", "port": "In" } }] }
        }
        """;

    /// <summary>Two branches that fail for different reasons.</summary>
    private const string Twice = """
        {
          "definitionId": "mend-twice", "name": "Mend twice", "version": 1,
          "variables": [{ "id": "which", "name": "which", "typeName": "String", "value": "R-NOWHERE" }],
          "root": { "id": "both", "type": "Elsa.Parallel", "activities": [
            { "id": "ask", "type": "Trasa.Decide", "decision": { "typeName": "String", "expression": { "type": "Feel", "value": "which" } }, "input": { "typeName": "Object", "expression": { "type": "Feel", "value": "{topic: \"invoice\"}" } } },
            { "id": "again", "type": "Trasa.Decide", "decision": { "typeName": "String", "expression": { "type": "Literal", "value": "R-NOWHERE" } }, "input": { "typeName": "Object", "expression": { "type": "Feel", "value": "{}" } } }
          ] }
        }
        """;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Changed_variable_and_retry_bring_the_instance_on()
    {
        using var owner = await host.WithKeyAsync(Owner, ApiKey.AllScopes, Stop);
        var id = await StoppedAsync(owner);

        await DoneAsync(owner, $"/api/instances/{id}/variables", new { which = "R-TEAM" });
        await DoneAsync(owner, $"/api/instances/{id}/retry", new { activity = "ask" });

        Assert.Equal(["wait"], await WaitsAtAsync(owner, id));
        var incident = Assert.Single((await owner.GetFromJsonAsync<JsonArray>($"/api/instances/{id}/incidents", Stop))!)!;
        Assert.Equal("Maria Ionescu", incident["resolvedBy"]!.GetValue<string>());
        var repairs = (await owner.GetFromJsonAsync<JsonArray>($"/api/instances/{id}/journal", Stop))!.Where(entry => entry!["event"]!.GetValue<string>() == "Repaired").ToList();
        Assert.Equal(["Change", "Retry"], repairs.Select(entry => entry!["outcome"]!.GetValue<string>()));
        Assert.All(repairs, entry => Assert.Equal("Maria Ionescu", entry!["actor"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Skipped_step_counts_as_done()
    {
        using var owner = await host.WithKeyAsync(Owner, ApiKey.AllScopes, Stop);
        var id = await StoppedAsync(owner);

        await DoneAsync(owner, $"/api/instances/{id}/skip", new { activity = "ask" });

        Assert.Equal(["wait"], await WaitsAtAsync(owner, id));
    }

    [Fact]
    public async Task Instance_goes_on_elsewhere_and_gives_up_the_step_that_is_stuck()
    {
        using var owner = await host.WithKeyAsync(Owner, ApiKey.AllScopes, Stop);
        var id = await StoppedAsync(owner);

        await DoneAsync(owner, $"/api/instances/{id}/continue", new { activity = "other", insteadOf = "ask" });

        Assert.Equal(["other"], await WaitsAtAsync(owner, id));
        var state = await owner.GetFromJsonAsync<JsonObject>($"/api/instances/{id}/state", Stop);
        Assert.DoesNotContain(state!["activities"]!.AsArray(), activity => activity!["isFaulted"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Repair_that_does_not_fit_is_refused_with_the_reason()
    {
        using var owner = await host.WithKeyAsync(Owner, ApiKey.AllScopes, Stop);
        var id = await StoppedAsync(owner);

        using var answer = await owner.PostAsJsonAsync($"/api/instances/{id}/skip", new { activity = "wait" }, Stop);
        using var nowhere = await owner.PostAsJsonAsync($"/api/instances/{Guid.Empty}/skip", new { activity = "wait" }, Stop);

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Contains("'wait' is not running", (await answer.Content.ReadFromJsonAsync<JsonObject>(Stop))!["detail"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, nowhere.StatusCode);
    }

    [Fact]
    public async Task Instance_is_put_on_hold_with_a_reason_and_released()
    {
        using var owner = await host.WithKeyAsync(Owner, ApiKey.AllScopes, Stop);
        var id = await StoppedAsync(owner);
        await DoneAsync(owner, $"/api/instances/{id}/skip", new { activity = "ask" });

        using var without = await owner.PostAsJsonAsync($"/api/instances/{id}/hold", new { }, Stop);
        await DoneAsync(owner, $"/api/instances/{id}/hold", new { reason = "The customer asked for time." });
        using var twice = await owner.PostAsJsonAsync($"/api/instances/{id}/hold", new { reason = "again" }, Stop);
        var page = await owner.GetFromJsonAsync<JsonObject>($"/api/instances?status=onHold&definition=mend-me", Stop);
        await DoneAsync(owner, $"/api/instances/{id}/release", new { });

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.Conflict), (without.StatusCode, twice.StatusCode));
        Assert.Contains(page!["items"]!.AsArray(), instance => instance!["id"]!.GetValue<string>() == id);
        Assert.Equal(["wait"], await WaitsAtAsync(owner, id));
    }

    [Fact]
    public async Task Who_retries_second_is_told_who_was_first_and_other_incidents_stay_open()
    {
        using var owner = await host.WithKeyAsync(Owner, ApiKey.AllScopes, Stop);
        var id = await StoppedAsync(owner, "mend-twice", Twice);
        await DoneAsync(owner, $"/api/instances/{id}/variables", new { which = "R-TEAM" });
        await DoneAsync(owner, $"/api/instances/{id}/retry", new { activity = "ask" });

        var problem = await RefusedAsync(owner, $"/api/instances/{id}/retry", new { activity = "ask" });

        Assert.Equal("Maria Ionescu has dealt with it already (Retried).", problem);
        var open = (await owner.GetFromJsonAsync<JsonArray>($"/api/instances/{id}/incidents", Stop))!.Where(incident => incident!["resolvedAt"] is null);
        Assert.Equal("again", Assert.Single(open)!["activityId"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("skip", """{ "activity": "nowhere" }""", "activity", "The definition has no activity 'nowhere'.")]
    [InlineData("continue", """{ "activity": "nowhere" }""", "activity", "The definition has no activity 'nowhere'.")]
    [InlineData("continue", """{ "activity": "other", "insteadOf": "nowhere" }""", "insteadOf", "The definition has no activity 'nowhere'.")]
    [InlineData("retry", """{ "activity": "wait" }""", null, null)]
    [InlineData("variables", """{ "amount": "many" }""", "amount", "The variable 'amount' cannot have this value.")]
    [InlineData("variables", """{ "nothing": 1 }""", "nothing", "The workflow has no variable 'nothing'.")]
    public async Task What_makes_no_sense_is_refused_in_words_and_changes_nothing(string act, string body, string? field, string? reason)
    {
        using var owner = await host.WithKeyAsync(Owner, ApiKey.AllScopes, Stop);
        var id = await StoppedAsync(owner);
        var before = await owner.GetStringAsync($"/api/instances/{id}/state", Stop);

        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var answer = await owner.PostAsync($"/api/instances/{id}/{act}", content, Stop);

        if (field is not null && reason is not null)
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
            Assert.Contains(reason, (await answer.Content.ReadFromJsonAsync<JsonObject>(Stop))!["errors"]![field]![0]!.GetValue<string>(), StringComparison.Ordinal);
        }

        Assert.Equal(before, await owner.GetStringAsync($"/api/instances/{id}/state", Stop));
    }

    [Theory]
    [InlineData("skip", "{}")]
    [InlineData("continue", "{}")]
    [InlineData("variables", "[1]")]
    [InlineData("variables", "no json")]
    [InlineData("hold", """{ "reason": " " }""")]
    [InlineData("cancel", "{}")]
    public async Task Incomplete_request_is_a_bad_request(string act, string body)
    {
        using var owner = await host.WithKeyAsync(Owner, ApiKey.AllScopes, Stop);
        var id = await StoppedAsync(owner);

        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var answer = await owner.PostAsync($"/api/instances/{id}/{act}", content, Stop);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Ended_instance_is_neither_mended_nor_cancelled_again()
    {
        using var owner = await host.WithKeyAsync(Owner, ApiKey.AllScopes, Stop);
        var id = await StoppedAsync(owner);
        await DoneAsync(owner, $"/api/instances/{id}/cancel", new { reason = "Asked for by mistake." });

        Assert.Contains("ended", await RefusedAsync(owner, $"/api/instances/{id}/cancel", new { reason = "again" }), StringComparison.Ordinal);
        Assert.Contains("ended", await RefusedAsync(owner, $"/api/instances/{id}/variables", new { amount = 2 }), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("retry")]
    [InlineData("skip")]
    [InlineData("continue")]
    [InlineData("variables")]
    [InlineData("hold")]
    [InlineData("release")]
    public async Task Only_process_owners_and_administrators_mend(string act)
    {
        using var owner = await host.WithKeyAsync(Owner, ApiKey.AllScopes, Stop);
        using var manager = await host.WithKeyAsync("radu.stan", ApiKey.AllScopes, Stop);
        var id = await StoppedAsync(owner);

        using var answer = await manager.PostAsJsonAsync($"/api/instances/{id}/{act}", new { activity = "ask", reason = "because" }, Stop);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    private async Task<string> StoppedAsync(HttpClient owner, string key = "mend-me", string content = Workflow)
    {
        await host.Services.GetRequiredService<IDefinitionStore>().PublishAsync(new(DefinitionKind.Workflow, key, "Mend me", content), "test", null, Stop);
        using var started = await owner.PostAsJsonAsync($"/api/workflows/{key}/start", new { }, Stop);
        var result = await started.Content.ReadFromJsonAsync<JsonObject>(Stop);
        Assert.Equal("faulted", result!["status"]!.GetValue<string>());
        return result["instanceId"]!.GetValue<string>();
    }

    private static async Task DoneAsync(HttpClient owner, string path, object body)
    {
        using var answer = await owner.PostAsJsonAsync(path, body, Stop);
        Assert.True(answer.StatusCode == HttpStatusCode.NoContent, await answer.Content.ReadAsStringAsync(Stop));
    }

    private static async Task<string> RefusedAsync(HttpClient owner, string path, object body)
    {
        using var answer = await owner.PostAsJsonAsync(path, body, Stop);
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonObject>(Stop))!["detail"]!.GetValue<string>();
    }

    private static async Task<IEnumerable<string>> WaitsAtAsync(HttpClient owner, string id) =>
        (await owner.GetFromJsonAsync<JsonObject>($"/api/instances/{id}", Stop))!["waitsFor"]!.AsArray().Select(bookmark => bookmark!["activityId"]!.GetValue<string>());
}
