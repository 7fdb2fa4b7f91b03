using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Trasa.Host.Identity;

namespace Trasa.Host.Tests.Api;

/// <summary>A program writes a form as the page of forms does.</summary>
public sealed class FormEndpointsTests(RunningHost host)
{
    private const string Good = """{ "name": "Asked by a program", "fields": [{ "name": "reason", "label": "Reason", "type": "text", "required": true }] }""";

    private const string Faulty = """{ "name": "Asked by a program", "fields": [{ "name": "who" }] }""";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Form_is_saved_checked_published_and_read()
    {
        using var owner = await OwnerAsync();

        var revision = await SavedAsync(owner, "program-form", Good, 0);
        var problems = await owner.GetFromJsonAsync<JsonArray>("/api/forms/program-form/draft/problems", Stop);
        using var published = await PublishAsync(owner, "program-form", revision);
        var list = await owner.GetFromJsonAsync<JsonArray>("/api/forms", Stop);

        Assert.Empty(problems!);
        Assert.Equal(HttpStatusCode.Created, published.StatusCode);
        Assert.Equal("Asked by a program", (await owner.GetFromJsonAsync<JsonObject>("/api/forms/program-form", Stop))!["name"]!.GetValue<string>());
        Assert.Single((await owner.GetFromJsonAsync<JsonArray>("/api/forms/program-form/versions", Stop))!);
        Assert.Single((await owner.GetFromJsonAsync<JsonArray>("/api/forms/program-form/requests", Stop))!);
        Assert.Empty((await owner.GetFromJsonAsync<JsonArray>("/api/forms/program-form/uses", Stop))!);
        Assert.Contains(list!, form => form!["key"]!.GetValue<string>() == "program-form");
    }

    [Fact]
    public async Task Form_with_mistakes_is_kept_named_and_not_published()
    {
        using var owner = await OwnerAsync();
        var revision = await SavedAsync(owner, "faulty-form", Faulty, 0);

        var problems = await owner.GetFromJsonAsync<JsonArray>("/api/forms/faulty-form/draft/problems", Stop);
        using var published = await PublishAsync(owner, "faulty-form", revision);
        using var stale = await PutAsync(owner, "faulty-form", Good, revision + 3);
        using var gone = await owner.DeleteAsync($"/api/forms/faulty-form/draft?revision={revision}", Stop);
        using var none = await owner.GetAsync("/api/forms/faulty-form/draft", Stop);

        var problem = Assert.Single(problems!, problem => problem!["isError"]!.GetValue<bool>());
        Assert.Equal("fields[0].type", problem!["path"]!.GetValue<string>());
        Assert.Equal([HttpStatusCode.Conflict, HttpStatusCode.Conflict, HttpStatusCode.NoContent, HttpStatusCode.NotFound], [published.StatusCode, stale.StatusCode, gone.StatusCode, none.StatusCode]);
    }

    [Fact]
    public async Task Text_that_is_no_form_is_refused_with_its_place()
    {
        using var owner = await OwnerAsync();

        using var answer = await PutAsync(owner, "no-form", "{ \"name\": ", 0);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.StartsWith("Line 1:", (await answer.Content.ReadFromJsonAsync<JsonObject>(Stop))!["detail"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_owns_no_processes_neither_reads_nor_writes_forms()
    {
        using var agent = await host.WithKeyAsync("ana.popescu", ApiKey.AllScopes, Stop);

        using var read = await agent.GetAsync("/api/forms", Stop);
        using var written = await PutAsync(agent, "not-hers", Good, 0);

        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Forbidden), (read.StatusCode, written.StatusCode));
    }

    private Task<HttpClient> OwnerAsync() => host.WithKeyAsync("maria.ionescu", ApiKey.AllScopes, Stop);

    private static async Task<int> SavedAsync(HttpClient client, string key, string form, int revision)
    {
        using var answer = await PutAsync(client, key, form, revision);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonObject>(Stop))!["revision"]!.GetValue<int>();
    }

    private static async Task<HttpResponseMessage> PutAsync(HttpClient client, string key, string form, int revision)
    {
        using var body = new StringContent(form, Encoding.UTF8, "application/json");
        return await client.PutAsync($"/api/forms/{key}/draft?revision={revision}", body, Stop);
    }

    private static Task<HttpResponseMessage> PublishAsync(HttpClient client, string key, int revision) =>
        client.PostAsJsonAsync($"/api/forms/{key}/requests", new { revision, notes = "By a program" }, Stop);
}
