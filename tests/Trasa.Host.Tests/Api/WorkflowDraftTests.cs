using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Trasa.Activities.Publishing;
using Trasa.Engine.Definitions;
using Trasa.Engine.Doors;
using Trasa.Host.Identity;

namespace Trasa.Host.Tests.Api;

/// <summary>A program draws, checks and publishes a workflow as the designer does.</summary>
public sealed class WorkflowDraftTests(RunningHost host)
{
    private const string Content = """
        {"id":"KEY","definitionId":"KEY","name":"By a program","version":1,"variables":[],"inputs":[],"outputs":[],"outcomes":[],"customProperties":{},"options":{},
         "root":{"id":"flow","type":"Elsa.Flowchart","version":1,"customProperties":{},"metadata":{},"variables":[],"connections":[],
          "activities":[{"id":"say","name":"say","type":"Elsa.WriteLine","version":1,"customProperties":{},"metadata":{},"text":{"typeName":"String","expression":{"type":"Literal","value":"WORD"}}}]}}
        """;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Draft_is_saved_checked_published_changed_and_taken_back()
    {
        using var client = await OwnerAsync();

        var first = await SaveAsync(client, "by-program", "one", 0);
        var problems = await client.GetFromJsonAsync<JsonArray>("/api/workflows/by-program/draft/problems", Stop);
        var scenarios = await client.GetFromJsonAsync<JsonArray>("/api/workflows/by-program/draft/scenarios", Stop);
        using var published = await PublishAsync(client, "by-program", first);
        var second = await SaveAsync(client, "by-program", "two", 0);
        using var again = await PublishAsync(client, "by-program", second);
        using var back = await client.PostAsync("/api/workflows/by-program/versions/1/return", null, Stop);

        Assert.DoesNotContain(problems!, problem => problem!["isError"]!.GetValue<bool>());
        Assert.Empty(scenarios!);
        Assert.Equal([HttpStatusCode.Created, HttpStatusCode.Created, HttpStatusCode.OK], [published.StatusCode, again.StatusCode, back.StatusCode]);
        Assert.Contains("\"one\"", await client.GetStringAsync("/api/workflows/by-program", Stop), StringComparison.Ordinal);
        Assert.Equal(3, (await client.GetFromJsonAsync<JsonArray>("/api/workflows/by-program/versions", Stop))!.Count);
    }

    [Fact]
    public async Task Stale_revision_saves_discards_and_publishes_nothing()
    {
        using var client = await OwnerAsync();
        var revision = await SaveAsync(client, "stale-program", "one", 0);

        using var saved = await PutAsync(client, "stale-program", "two", revision + 5);
        using var discarded = await client.DeleteAsync($"/api/workflows/stale-program/draft?revision={revision + 5}", Stop);
        using var published = await PublishAsync(client, "stale-program", revision + 5);
        using var gone = await client.DeleteAsync($"/api/workflows/stale-program/draft?revision={revision}", Stop);
        using var none = await client.GetAsync("/api/workflows/stale-program/draft", Stop);

        Assert.Equal([HttpStatusCode.Conflict, HttpStatusCode.Conflict, HttpStatusCode.Conflict], [saved.StatusCode, discarded.StatusCode, published.StatusCode]);
        Assert.Equal([HttpStatusCode.NoContent, HttpStatusCode.NotFound], [gone.StatusCode, none.StatusCode]);
    }

    [Fact]
    public async Task Draft_with_errors_is_kept_and_not_published()
    {
        using var client = await OwnerAsync();
        using var body = Json(Content.Replace("KEY", "broken-program", StringComparison.Ordinal).Replace("Elsa.WriteLine", "Elsa.Delay", StringComparison.Ordinal));
        using var saved = await client.PutAsync("/api/workflows/broken-program/draft?revision=0", body, Stop);

        using var published = await PublishAsync(client, "broken-program", await RevisionAsync(saved));

        Assert.Equal(HttpStatusCode.Conflict, published.StatusCode);
        Assert.Contains("The draft has errors", await published.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Scenario_that_fails_holds_it_back_until_somebody_says_why()
    {
        const string Scenarios = """customProperties":{"scenarios":{"zone":"Europe/Bucharest","scenarios":[{"name":"Somebody is thanked","start":"2026-04-30 15:00","steps":[{"expectTask":{"of":"vlad.munteanu","title":"Thank them"}}]}]}},"options""";
        using var client = await OwnerAsync();
        using var body = Json(Content.Replace("KEY", "thankless-program", StringComparison.Ordinal).Replace("customProperties\":{},\"options", Scenarios, StringComparison.Ordinal));
        using var saved = await client.PutAsync("/api/workflows/thankless-program/draft?revision=0", body, Stop);
        var revision = await RevisionAsync(saved);

        var verdicts = await client.GetFromJsonAsync<JsonArray>("/api/workflows/thankless-program/draft/scenarios", Stop);
        using var held = await PublishAsync(client, "thankless-program", revision);
        using var excused = await client.PostAsJsonAsync("/api/workflows/thankless-program/requests", new { revision, notes = "Thanks come later", despite = true }, Stop);

        Assert.NotNull(Assert.Single(verdicts!)!["failure"]);
        Assert.Equal([HttpStatusCode.Conflict, HttpStatusCode.Created], [held.StatusCode, excused.StatusCode]);
        Assert.Contains("Somebody is thanked", await held.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_waits_for_its_day_is_taken_back_under_its_own_name_only()
    {
        using var client = await OwnerAsync();
        var revision = await SaveAsync(client, "later-program", "one", 0);
        using var handed = await client.PostAsJsonAsync("/api/workflows/later-program/requests", new { revision, validFrom = "2199-01-01T00:00:00Z" }, Stop);
        var request = JsonNode.Parse(await handed.Content.ReadAsStringAsync(Stop))!["id"]!.GetValue<string>();

        using var elsewhere = await client.PostAsync($"/api/workflows/by-program/requests/{request}/withdraw", null, Stop);
        using var asForm = await client.PostAsync($"/api/forms/later-program/requests/{request}/withdraw", null, Stop);
        using var withdrawn = await client.PostAsync($"/api/workflows/later-program/requests/{request}/withdraw", null, Stop);
        using var again = await client.PostAsync($"/api/workflows/later-program/requests/{request}/withdraw", null, Stop);

        Assert.Equal([HttpStatusCode.NotFound, HttpStatusCode.NotFound, HttpStatusCode.OK, HttpStatusCode.Conflict], [elsewhere.StatusCode, asForm.StatusCode, withdrawn.StatusCode, again.StatusCode]);
        Assert.Equal("withdrawn", Assert.Single((await client.GetFromJsonAsync<JsonArray>("/api/workflows/later-program/requests", Stop))!)!["state"]!.GetValue<string>());
    }

    [Fact]
    public async Task Draft_that_names_what_is_not_there_is_not_published_by_the_desk_whoever_asks()
    {
        var desk = host.Services.GetRequiredService<PublicationDesk>();
        var content = Content.Replace("KEY", "nameless-program", StringComparison.Ordinal)
            .Replace("\"type\":\"Elsa.WriteLine\"", "\"type\":\"Trasa.Decide\",\"decision\":{\"typeName\":\"String\",\"expression\":{\"type\":\"Literal\",\"value\":\"R-NOWHERE\"}},\"input\":{\"typeName\":\"Object\",\"expression\":{\"type\":\"Feel\",\"value\":\"{}\"}}", StringComparison.Ordinal);
        var draft = await desk.SaveAsync(new(DefinitionKind.Workflow, "nameless-program", "Nameless", content), 0, Actor.System, Stop);

        var refusal = await Assert.ThrowsAsync<PublicationRefusedException>(() => desk.RequestAsync(DefinitionKind.Workflow, "nameless-program", draft.Revision, "All the same", null, despite: true, Actor.System, Stop));

        Assert.Equal(PublicationRefusedException.HasErrors, refusal.Code);
        Assert.Contains("R-NOWHERE", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_owns_no_processes_draws_none()
    {
        using var agent = await host.WithKeyAsync("ana.popescu", ApiKey.AllScopes, Stop);

        using var answer = await PutAsync(agent, "not-hers", "one", 0);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    private Task<HttpClient> OwnerAsync() => host.WithKeyAsync("maria.ionescu", ApiKey.AllScopes, Stop);

    private static async Task<int> SaveAsync(HttpClient client, string key, string word, int revision)
    {
        using var answer = await PutAsync(client, key, word, revision);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await RevisionAsync(answer);
    }

    private static async Task<int> RevisionAsync(HttpResponseMessage saved) => JsonNode.Parse(await saved.Content.ReadAsStringAsync(Stop))!["revision"]!.GetValue<int>();

    private static async Task<HttpResponseMessage> PutAsync(HttpClient client, string key, string word, int revision)
    {
        using var body = Json(Content.Replace("KEY", key, StringComparison.Ordinal).Replace("WORD", word, StringComparison.Ordinal));
        return await client.PutAsync($"/api/workflows/{key}/draft?revision={revision}", body, Stop);
    }

    private static Task<HttpResponseMessage> PublishAsync(HttpClient client, string key, int revision) =>
        client.PostAsJsonAsync($"/api/workflows/{key}/requests", new { revision, notes = "By a program" }, Stop);

    private static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");
}
