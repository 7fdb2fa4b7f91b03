using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Trasa.Crm.Attachments;
using Trasa.Crm.Records;
using Trasa.Engine.Doors;
using Trasa.Engine.Stores;
using Trasa.Host.Identity;

namespace Trasa.Host.Tests.Api;

public sealed class ApiTests(RunningHost host)
{
    private const string Supervisor = "maria.ionescu";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/api/me")]
    [InlineData("/api/records/case")]
    [InlineData("/api/work")]
    [InlineData("/api/workflows")]
    public async Task Without_a_key_nothing_is_told(string path)
    {
        using var nobody = host.Browser();

        using var answer = await nobody.GetAsync(path, Stop);

        await IsProblemAsync(answer, HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("trasa_0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("trasa_' or 1=1 --")]
    [InlineData("eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZG1pbiJ9.")]
    public async Task Forged_key_opens_nothing(string forged)
    {
        using var forger = host.WithKey(forged);

        using var answer = await forger.GetAsync("/api/me", Stop);

        await IsProblemAsync(answer, HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task File_of_a_record_is_saved_and_never_shown_and_only_to_who_may_see_it()
    {
        var records = host.Services.GetRequiredService<IRecords>();
        var contact = (await records.QueryAsync(null, new("contact", Take: 1), Actor.System, Stop)).Records[0];
        await using var work = await host.Services.GetRequiredService<IDatabase>().BeginAsync(Stop);
        var added = await host.Services.GetRequiredService<IAttachments>().AddAsync(work, contact.Reference, new("page.html", "text/html", "<script>"u8.ToArray()), Actor.System, Stop);
        await work.CommitAsync(Stop);
        var (secret, _) = await host.IssueAsync(Supervisor, [ApiKey.Read], null, Stop);
        using var client = host.WithKey(secret);

        using var found = await client.GetAsync($"/api/records/attachment/{added.Id}/content", Stop);
        using var nowhere = await client.GetAsync($"/api/records/attachment/{contact.Id}/content", Stop);
        using var stranger = await host.Browser().GetAsync($"/api/records/attachment/{added.Id}/content", Stop);

        Assert.Equal("<script>", await found.Content.ReadAsStringAsync(Stop));
        Assert.Equal(("application/octet-stream", "attachment"), (found.Content.Headers.ContentType?.MediaType, found.Content.Headers.ContentDisposition?.DispositionType));
        Assert.Equal([HttpStatusCode.NotFound, HttpStatusCode.Unauthorized], [nowhere.StatusCode, stranger.StatusCode]);
    }

    [Fact]
    public async Task Revoked_key_opens_nothing()
    {
        var (secret, key) = await host.IssueAsync(Supervisor, [ApiKey.Read], null, Stop);
        using var client = host.WithKey(secret);
        using var before = await client.GetAsync("/api/me", Stop);

        await host.Services.GetRequiredService<ApiKeys>().RevokeAsync(key.Id, Stop);
        using var after = await client.GetAsync("/api/me", Stop);

        Assert.Equal(HttpStatusCode.OK, before.StatusCode);
        await IsProblemAsync(after, HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Expired_key_opens_nothing()
    {
        var (secret, _) = await host.IssueAsync(Supervisor, [ApiKey.Read], DateTimeOffset.UnixEpoch, Stop);
        using var client = host.WithKey(secret);

        using var answer = await client.GetAsync("/api/me", Stop);

        await IsProblemAsync(answer, HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Key_that_may_only_read_changes_nothing()
    {
        using var reader = await host.WithKeyAsync(Supervisor, [ApiKey.Read], Stop);

        using var answer = await reader.PostAsJsonAsync("/api/records/company", new { name = "New" }, Stop);

        var problem = await IsProblemAsync(answer, HttpStatusCode.Forbidden);
        Assert.Contains("'write'", problem["detail"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Browser_session_reads_but_changes_nothing()
    {
        using var browser = await host.SignedInAsync(Supervisor, Stop);

        using var read = await browser.GetAsync("/api/me", Stop);
        using var write = await browser.PostAsJsonAsync("/api/records/company", new { name = "New" }, Stop);

        Assert.Equal(HttpStatusCode.OK, read.StatusCode);
        await IsProblemAsync(write, HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Role_is_asked_for_besides_the_key()
    {
        using var agent = await host.WithKeyAsync("ana.popescu", [ApiKey.Read], Stop);

        using var answer = await agent.GetAsync("/api/workflows", Stop);

        await IsProblemAsync(answer, HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Record_is_created_found_changed_and_told()
    {
        using var client = await host.WithKeyAsync(Supervisor, ApiKey.AllScopes, Stop);

        // No workflow changes it in between: a case that came by mail is begun by the intake alone.
        using var created = await client.PostAsJsonAsync("/api/records/case", new { subject = "Printer burns", priority = "high", channel = "mail" }, Stop);
        var path = created.Headers.Location!.OriginalString;
        using var change = new HttpRequestMessage(HttpMethod.Patch, path) { Content = JsonContent.Create(new { priority = "urgent" }) };
        change.Headers.IfMatch.Add(created.Headers.ETag!);
        using var changed = await client.SendAsync(change, Stop);
        var list = await client.GetFromJsonAsync<JsonObject>("/api/records/case?q=printer&priority=urgent", Stop);
        var story = await client.GetFromJsonAsync<JsonArray>($"{path}/timeline", Stop);

        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        Assert.Equal(1, list!["total"]!.GetValue<int>());
        Assert.Contains(story!, entry => entry!["text"]!.GetValue<string>().Contains("Urgent", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Stale_revision_is_a_conflict()
    {
        using var client = await host.WithKeyAsync(Supervisor, ApiKey.AllScopes, Stop);
        using var created = await client.PostAsJsonAsync("/api/records/company", new { name = "Stale GmbH" }, Stop);
        using var change = new HttpRequestMessage(HttpMethod.Patch, created.Headers.Location) { Content = JsonContent.Create(new { city = "Cluj" }) };
        change.Headers.IfMatch.Add(new EntityTagHeaderValue("\"99\""));

        using var answer = await client.SendAsync(change, Stop);

        await IsProblemAsync(answer, HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Invalid_record_names_the_field()
    {
        using var client = await host.WithKeyAsync(Supervisor, ApiKey.AllScopes, Stop);

        using var answer = await client.PostAsJsonAsync("/api/records/company", new { name = "", email = "nowhere" }, Stop);

        var problem = await IsProblemAsync(answer, HttpStatusCode.UnprocessableEntity);
        Assert.NotNull(problem["errors"]!["name"]);
        Assert.NotNull(problem["errors"]!["email"]);
    }

    [Theory]
    [InlineData("{", "application/json", HttpStatusCode.BadRequest)]
    [InlineData("[1]", "application/json", HttpStatusCode.BadRequest)]
    [InlineData("name=x", "text/plain", HttpStatusCode.UnsupportedMediaType)]
    public async Task Body_that_cannot_be_read_is_a_problem_not_a_trace(string body, string type, HttpStatusCode expected)
    {
        using var client = await host.WithKeyAsync(Supervisor, ApiKey.AllScopes, Stop);

        using var answer = await client.PostAsync("/api/records/company", new StringContent(body, new MediaTypeHeaderValue(type)), Stop);

        await IsProblemAsync(answer, expected);
    }

    [Theory]
    [InlineData("/api/records/unicorn", HttpStatusCode.NotFound)]
    [InlineData("/api/records/case/0193f2a0-0000-7000-8000-000000000000", HttpStatusCode.NotFound)]
    [InlineData("/api/records/case?colour=red", HttpStatusCode.BadRequest)]
    [InlineData("/api/records/case?take=100000", HttpStatusCode.BadRequest)]
    [InlineData("/api/nothing", HttpStatusCode.NotFound)]
    [InlineData("/api/decisions/none", HttpStatusCode.NotFound)]
    public async Task Wrong_address_is_a_problem_that_says_what_is_wrong(string path, HttpStatusCode expected)
    {
        using var client = await host.WithKeyAsync(Supervisor, [ApiKey.Read], Stop);

        using var answer = await client.GetAsync(path, Stop);

        await IsProblemAsync(answer, expected);
    }

    [Fact]
    public async Task Token_is_given_for_the_right_password_only()
    {
        var account = await host.Services.GetRequiredService<Accounts>().FindAsync("andrei.pop", Stop);
        await host.Services.GetRequiredService<Passwords>().SetAsync(account!, "a plain long sentence", mustChange: false, Stop);
        using var nobody = host.Browser();

        using var wrong = await nobody.PostAsJsonAsync("/api/tokens", new { login = "andrei.pop", password = "a plain wrong sentence" }, Stop);
        using var right = await nobody.PostAsJsonAsync("/api/tokens", new { login = "andrei.pop", password = "a plain long sentence" }, Stop);
        var token = (await right.Content.ReadFromJsonAsync<JsonObject>(Stop))!["token"]!.GetValue<string>();
        using var client = host.WithKey(token);
        var me = await client.GetFromJsonAsync<JsonObject>("/api/me", Stop);

        await IsProblemAsync(wrong, HttpStatusCode.Unauthorized);
        Assert.Equal("Andrei Pop", me!["name"]!.GetValue<string>());
    }

    [Fact]
    public async Task Interface_describes_itself()
    {
        using var nobody = host.Browser();

        var document = await nobody.GetFromJsonAsync<JsonObject>("/openapi/v1.json", Stop);

        Assert.NotNull(document!["paths"]!["/api/records/{type}"]!["get"]);
        Assert.NotNull(document["paths"]!["/api/work/{id}/complete"]!["post"]);
    }

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    public async Task Health_is_answered_without_a_session(string path)
    {
        using var nobody = host.Browser();

        Assert.Equal("Healthy", await nobody.GetStringAsync(new Uri(path, UriKind.Relative), Stop));
    }

    private static async Task<JsonObject> IsProblemAsync(HttpResponseMessage answer, HttpStatusCode expected)
    {
        var text = await answer.Content.ReadAsStringAsync(Stop);
        Assert.Equal(expected, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.DoesNotContain("   at ", text, StringComparison.Ordinal);
        var problem = JsonNode.Parse(text)!.AsObject();
        Assert.Equal((int)expected, problem["status"]!.GetValue<int>());
        return problem;
    }
}
