using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Trasa.Host.Identity;

namespace Trasa.Host.Tests.Api;

/// <summary>Who leaves something out, or gives what cannot be, is told which field it is; what only the state forbids is a conflict.</summary>
public sealed class FieldErrorsTests(RunningHost host)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("reply", """{ "text": " " }""", "text")]
    [InlineData("resolve", """{ "solution": "Restarted" }""", "cause")]
    [InlineData("resolve", """{ "cause": "Loose cable", "solution": "" }""", "solution")]
    [InlineData("close", "{}", "reason")]
    [InlineData("merge", """{ "into": "01890000-0000-7000-8000-000000000001" }""", "into")]
    public async Task Act_on_a_case_without_what_it_needs_names_the_field(string act, string body, string field)
    {
        using var client = await host.WithKeyAsync("maria.ionescu", ApiKey.AllScopes, Stop);
        var id = await CaseAsync(client);

        using var answer = await client.PostAsync($"/api/cases/{id}/{act}", new StringContent(body, System.Text.Encoding.UTF8, "application/json"), Stop);

        var problem = (await answer.Content.ReadFromJsonAsync<JsonObject>(Stop))!;
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal([field], problem["errors"]!.AsObject().Select(error => error.Key));
        Assert.Equal(problem["detail"]!.GetValue<string>(), problem["errors"]![field]![0]!.GetValue<string>());
    }

    [Fact]
    public async Task Case_is_not_merged_into_itself()
    {
        using var client = await host.WithKeyAsync("maria.ionescu", ApiKey.AllScopes, Stop);
        var id = await CaseAsync(client);

        using var answer = await client.PostAsJsonAsync($"/api/cases/{id}/merge", new { into = id }, Stop);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.NotNull((await answer.Content.ReadFromJsonAsync<JsonObject>(Stop))!["errors"]!["into"]);
    }

    [Fact]
    public async Task Case_is_not_merged_into_its_own_duplicate()
    {
        using var client = await host.WithKeyAsync("maria.ionescu", ApiKey.AllScopes, Stop);
        var (one, other) = (await CaseAsync(client), await CaseAsync(client));
        using var merged = await client.PostAsJsonAsync($"/api/cases/{one}/merge", new { into = other }, Stop);

        using var answer = await client.PostAsJsonAsync($"/api/cases/{other}/merge", new { into = one }, Stop);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.UnprocessableEntity), (merged.StatusCode, answer.StatusCode));
        Assert.NotNull((await answer.Content.ReadFromJsonAsync<JsonObject>(Stop))!["errors"]!["into"]);
    }

    [Fact]
    public async Task Case_that_is_closed_already_is_a_conflict_without_a_field()
    {
        using var client = await host.WithKeyAsync("maria.ionescu", ApiKey.AllScopes, Stop);
        var id = await CaseAsync(client);
        using var closed = await client.PostAsJsonAsync($"/api/cases/{id}/close", new { reason = "rejected" }, Stop);

        using var answer = await client.PostAsJsonAsync($"/api/cases/{id}/close", new { reason = "rejected" }, Stop);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Conflict), (closed.StatusCode, answer.StatusCode));
        Assert.Null((await answer.Content.ReadFromJsonAsync<JsonObject>(Stop))!["errors"]);
    }

    /// <summary>A case that came by mail is begun by the intake alone, so no workflow changes it in between.</summary>
    private static async Task<string> CaseAsync(HttpClient client)
    {
        using var created = await client.PostAsJsonAsync("/api/records/case", new { subject = "Screen flickers", priority = "low", channel = "mail" }, Stop);
        return (await created.Content.ReadFromJsonAsync<JsonObject>(Stop))!["id"]!.GetValue<string>();
    }
}
