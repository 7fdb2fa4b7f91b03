using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Trasa.Host.Identity;

namespace Trasa.Host.Tests.Api;

/// <summary>A program tries a workflow step by step, as the designer does.</summary>
public sealed class TrialEndpointsTests(RunningHost host)
{
    private const string Waiting = """
        { "definitionId": "tried-here", "name": "Tried here", "version": 1, "root": { "id": "flow", "type": "Elsa.Flowchart", "activities": [
            { "id": "wait", "name": "Wait for an answer", "type": "Elsa.Event", "eventName": { "typeName": "String", "expression": { "type": "Literal", "value": "answer" } } }
          ], "connections": [] } }
        """;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Trial_is_begun_goes_on_step_by_step_and_is_thrown_away()
    {
        using var owner = await host.WithKeyAsync("maria.ionescu", ApiKey.AllScopes, Stop);
        using var other = await host.WithKeyAsync("radu.stan", ApiKey.AllScopes, Stop);

        var trial = await BegunAsync(owner);
        using var done = await owner.PostAsJsonAsync($"{trial}/steps", new { start = new { workflow = "tried-here" } }, Stop);
        using var wrong = await owner.PostAsJsonAsync($"{trial}/steps", new { dance = true }, Stop);
        using var strange = await other.GetAsync(trial, Stop);
        using var foreign = await other.DeleteAsync(trial, Stop);
        var state = (await owner.GetFromJsonAsync<JsonObject>(trial, Stop))!;
        using var closed = await owner.DeleteAsync(trial, Stop);
        using var over = await owner.GetAsync(trial, Stop);

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.UnprocessableEntity], [done.StatusCode, wrong.StatusCode]);
        Assert.NotNull((await wrong.Content.ReadFromJsonAsync<JsonObject>(Stop))!["errors"]!["step"]);
        Assert.Equal("answer", Assert.Single(state["waits"]!.AsArray())!["name"]!.GetValue<string>());
        Assert.Single(state["steps"]!.AsArray());
        Assert.Equal([HttpStatusCode.NotFound, HttpStatusCode.NotFound, HttpStatusCode.NoContent, HttpStatusCode.NotFound], [strange.StatusCode, foreign.StatusCode, closed.StatusCode, over.StatusCode]);
    }

    [Fact]
    public async Task Sixth_trial_of_somebody_ends_their_own_oldest_and_nobody_elses()
    {
        using var busy = await host.WithKeyAsync("radu.stan", ApiKey.AllScopes, Stop);
        using var other = await host.WithKeyAsync("maria.ionescu", ApiKey.AllScopes, Stop);
        var hers = await BegunAsync(other);
        var his = new List<string>();
        for (var i = 0; i < 6; i++) his.Add(await BegunAsync(busy));

        using var oldest = await busy.GetAsync(his[0], Stop);
        using var step = await busy.PostAsJsonAsync($"{his[0]}/steps", new { start = new { workflow = "tried-here" } }, Stop);
        using var second = await busy.GetAsync(his[1], Stop);
        using var kept = await other.GetAsync(hers, Stop);
        foreach (var trial in his[1..]) (await busy.DeleteAsync(trial, Stop)).Dispose();
        (await other.DeleteAsync(hers, Stop)).Dispose();

        Assert.Equal([HttpStatusCode.NotFound, HttpStatusCode.NotFound, HttpStatusCode.OK, HttpStatusCode.OK], [oldest.StatusCode, step.StatusCode, second.StatusCode, kept.StatusCode]);
    }

    [Fact]
    public async Task What_cannot_be_tried_is_refused_with_the_reason()
    {
        using var owner = await host.WithKeyAsync("maria.ionescu", ApiKey.AllScopes, Stop);
        using var agent = await host.WithKeyAsync("ana.popescu", ApiKey.AllScopes, Stop);

        using var nowhere = await owner.PostAsync("/api/workflows/tried-nowhere/trials", null, Stop);
        using var never = await owner.PostAsJsonAsync("/api/workflows/tried-here/trials", new { start = "tomorrow", content = JsonNode.Parse(Waiting) }, Stop);
        using var nothing = await owner.PostAsJsonAsync("/api/workflows/tried-here/trials", new { content = 5 }, Stop);
        using var hers = await agent.PostAsJsonAsync("/api/workflows/tried-here/trials", new { content = JsonNode.Parse(Waiting) }, Stop);

        Assert.Equal([HttpStatusCode.NotFound, HttpStatusCode.UnprocessableEntity, HttpStatusCode.UnprocessableEntity, HttpStatusCode.Forbidden], [nowhere.StatusCode, never.StatusCode, nothing.StatusCode, hers.StatusCode]);
        Assert.NotNull((await never.Content.ReadFromJsonAsync<JsonObject>(Stop))!["errors"]!["start"]);
        Assert.NotNull((await nothing.Content.ReadFromJsonAsync<JsonObject>(Stop))!["errors"]!["content"]);
    }

    private static async Task<string> BegunAsync(HttpClient client)
    {
        using var begun = await client.PostAsJsonAsync("/api/workflows/tried-here/trials", new { start = "2026-04-24 09:00", content = JsonNode.Parse(Waiting) }, Stop);
        Assert.Equal(HttpStatusCode.Created, begun.StatusCode);
        return begun.Headers.Location!.OriginalString;
    }
}
