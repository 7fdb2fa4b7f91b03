using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Trasa.Host.Identity;

namespace Trasa.Host.Tests.Api;

/// <summary>What an administrator does on the screens, done by a program: keys, people, calendars; and what is everybody's own.</summary>
public sealed class AdministrationEndpointsTests(RunningHost host)
{
    private const string Administrator = "piotr.zielinski";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Key_is_issued_in_somebodys_name_and_revoked()
    {
        using var administrator = await host.WithKeyAsync(Administrator, ApiKey.AllScopes, Stop);
        var ana = (await host.Services.GetRequiredService<Accounts>().FindAsync("ana.popescu", Stop))!;

        using var issued = await administrator.PostAsJsonAsync("/api/keys", new { name = "Her program", user = ana.UserId, scopes = new[] { "read" } }, Stop);
        var answer = (await issued.Content.ReadFromJsonAsync<JsonObject>(Stop))!;
        using var program = host.WithKey(answer["secret"]!.GetValue<string>());
        var me = await program.GetFromJsonAsync<JsonObject>("/api/me", Stop);
        var listed = await administrator.GetStringAsync("/api/keys", Stop);
        using var revoked = await administrator.DeleteAsync(issued.Headers.Location, Stop);
        using var after = await program.GetAsync("/api/me", Stop);

        Assert.Equal(("Ana Popescu", "read"), (me!["name"]!.GetValue<string>(), Assert.Single(me["scopes"]!.AsArray())!.GetValue<string>()));
        Assert.Contains("Her program", listed, StringComparison.Ordinal);
        Assert.DoesNotContain(answer["secret"]!.GetValue<string>(), listed, StringComparison.Ordinal);
        Assert.Equal([HttpStatusCode.Created, HttpStatusCode.NoContent, HttpStatusCode.Unauthorized], [issued.StatusCode, revoked.StatusCode, after.StatusCode]);
    }

    [Theory]
    [InlineData("""{ "user": "USER", "scopes": ["read"] }""", "name")]
    [InlineData("""{ "name": "x", "user": "USER", "scopes": ["everything"] }""", "scopes")]
    [InlineData("""{ "name": "x", "user": "USER", "scopes": [] }""", "scopes")]
    [InlineData("""{ "name": "x", "user": "01890000-0000-7000-8000-000000000001", "scopes": ["read"] }""", "user")]
    [InlineData("""{ "name": "x", "user": "USER", "scopes": ["read"], "expiresAt": "2001-01-01T00:00:00Z" }""", "expiresAt")]
    public async Task Key_that_makes_no_sense_names_the_field(string body, string field)
    {
        using var administrator = await host.WithKeyAsync(Administrator, ApiKey.AllScopes, Stop);
        var ana = (await host.Services.GetRequiredService<Accounts>().FindAsync("ana.popescu", Stop))!;
        using var content = new StringContent(body.Replace("USER", ana.UserId.ToString(), StringComparison.Ordinal), System.Text.Encoding.UTF8, "application/json");

        using var answer = await administrator.PostAsync("/api/keys", content, Stop);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.NotNull((await answer.Content.ReadFromJsonAsync<JsonObject>(Stop))!["errors"]![field]);
    }

    [Fact]
    public async Task Key_issues_none_that_may_do_more_or_lives_longer_than_itself()
    {
        var end = TimeProvider.System.GetUtcNow().AddHours(1);
        var (secret, _) = await host.IssueAsync(Administrator, [ApiKey.Write], end, Stop);
        using var program = host.WithKey(secret);
        var user = (await host.Services.GetRequiredService<Accounts>().FindAsync("ana.popescu", Stop))!.UserId;

        using var more = await program.PostAsJsonAsync("/api/keys", new { name = "More", user, scopes = new[] { "read", "write" }, expiresAt = end.AddMinutes(-1) }, Stop);
        using var longer = await program.PostAsJsonAsync("/api/keys", new { name = "Longer", user, scopes = new[] { "write" }, expiresAt = end.AddMinutes(1) }, Stop);
        using var forever = await program.PostAsJsonAsync("/api/keys", new { name = "For ever", user, scopes = new[] { "write" } }, Stop);
        using var within = await program.PostAsJsonAsync("/api/keys", new { name = "Within", user, scopes = new[] { "write" }, expiresAt = end.AddMinutes(-1) }, Stop);

        Assert.Equal([HttpStatusCode.UnprocessableEntity, HttpStatusCode.UnprocessableEntity, HttpStatusCode.UnprocessableEntity, HttpStatusCode.Created], [more.StatusCode, longer.StatusCode, forever.StatusCode, within.StatusCode]);
        Assert.NotNull((await more.Content.ReadFromJsonAsync<JsonObject>(Stop))!["errors"]!["scopes"]);
        Assert.NotNull((await forever.Content.ReadFromJsonAsync<JsonObject>(Stop))!["errors"]!["expiresAt"]);
    }

    [Fact]
    public async Task Only_administrators_see_and_issue_keys()
    {
        using var supervisor = await host.WithKeyAsync("maria.ionescu", ApiKey.AllScopes, Stop);
        using var administrator = await host.WithKeyAsync(Administrator, ApiKey.AllScopes, Stop);

        using var seen = await supervisor.GetAsync("/api/keys", Stop);
        using var issued = await supervisor.PostAsJsonAsync("/api/keys", new { name = "x" }, Stop);
        using var nowhere = await administrator.DeleteAsync("/api/keys/01890000-0000-7000-8000-000000000001", Stop);

        Assert.Equal([HttpStatusCode.Forbidden, HttpStatusCode.Forbidden, HttpStatusCode.NotFound], [seen.StatusCode, issued.StatusCode, nowhere.StatusCode]);
    }

    [Fact]
    public async Task Person_is_added_given_a_role_and_shut_out_again()
    {
        using var administrator = await host.WithKeyAsync(Administrator, ApiKey.AllScopes, Stop);
        using var supervisor = await host.WithKeyAsync("maria.ionescu", ApiKey.AllScopes, Stop);
        var newcomer = new { login = "nora.newcomer", name = "Nora Newcomer", roles = new[] { "agent" } };

        using var refused = await supervisor.PostAsJsonAsync("/api/records/user", newcomer, Stop);
        using var added = await administrator.PostAsJsonAsync("/api/records/user", newcomer, Stop);
        using var promoted = await administrator.PatchAsJsonAsync(added.Headers.Location, new { roles = new[] { "agent", "dispatcher" } }, Stop);
        var password = $"/api/users/{added.Headers.Location!.OriginalString.Split('/')[^1]}/password";
        using var given = await administrator.PostAsync(password, null, Stop);
        using var denied = await supervisor.PostAsync(password, null, Stop);
        var (secret, _) = await host.IssueAsync("nora.newcomer", [ApiKey.Read], null, Stop);
        using var nora = host.WithKey(secret);
        var me = await nora.GetFromJsonAsync<JsonObject>("/api/me", Stop);
        using var disabled = await administrator.PatchAsJsonAsync(added.Headers.Location, new { active = false }, Stop);
        using var after = await nora.GetAsync("/api/me", Stop);

        Assert.Equal([HttpStatusCode.Forbidden, HttpStatusCode.Created, HttpStatusCode.OK], [refused.StatusCode, added.StatusCode, promoted.StatusCode]);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Forbidden), (given.StatusCode, denied.StatusCode));
        Assert.Equal("nora.newcomer", (await given.Content.ReadFromJsonAsync<JsonObject>(Stop))!["login"]!.GetValue<string>());
        Assert.Contains("dispatcher", me!["roles"]!.AsArray().Select(role => role!.GetValue<string>()));
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Unauthorized), (disabled.StatusCode, after.StatusCode));
    }

    [Fact]
    public async Task Calendars_are_told_with_their_hours()
    {
        using var administrator = await host.WithKeyAsync(Administrator, [ApiKey.Read], Stop);

        var calendars = await administrator.GetFromJsonAsync<JsonArray>("/api/calendars", Stop);

        var office = Assert.Single(calendars!, calendar => calendar!["key"]!.GetValue<string>() == "RO-Office")!;
        Assert.Equal(("Europe/Bucharest", "closed"), (office["timeZone"]!.GetValue<string>(), office["week"]!["Sunday"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Saved_view_is_ones_own()
    {
        using var ana = await host.WithKeyAsync("ana.popescu", ApiKey.AllScopes, Stop);
        using var mihai = await host.WithKeyAsync("mihai.radu", ApiKey.AllScopes, Stop);

        using var saved = await ana.PostAsJsonAsync("/api/records/savedView", new { name = "My printers", recordType = "case", definition = """{"query":"q=printer"}""" }, Stop);
        var hers = await ana.GetFromJsonAsync<JsonObject>("/api/records/savedView?recordType=case", Stop);
        using var seen = await mihai.GetAsync(saved.Headers.Location, Stop);
        using var forgotten = await ana.DeleteAsync(saved.Headers.Location, Stop);

        Assert.Contains("My printers", hers!.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal([HttpStatusCode.Created, HttpStatusCode.NotFound, HttpStatusCode.NoContent], [saved.StatusCode, seen.StatusCode, forgotten.StatusCode]);
    }

    [Fact]
    public async Task Password_is_changed_by_whoever_knows_the_present_one()
    {
        const string Login = "dmitri.volkov";
        using var dmitri = await host.WithKeyAsync(Login, ApiKey.AllScopes, Stop);
        var passwords = host.Services.GetRequiredService<Passwords>();

        using var first = await ChangeAsync(dmitri, "none so far", "a plain long sentence");
        await passwords.SetAsync((await host.Services.GetRequiredService<Accounts>().FindAsync(Login, Stop))!, "a plain long sentence", mustChange: false, Stop);
        using var wrong = await ChangeAsync(dmitri, "a plain wrong sentence", "another long sentence");
        using var weak = await ChangeAsync(dmitri, "a plain long sentence", "short");
        using var changed = await ChangeAsync(dmitri, "a plain long sentence", "another long sentence");

        Assert.Equal([HttpStatusCode.Conflict, HttpStatusCode.UnprocessableEntity, HttpStatusCode.UnprocessableEntity, HttpStatusCode.NoContent], [first.StatusCode, wrong.StatusCode, weak.StatusCode, changed.StatusCode]);
        Assert.NotNull((await wrong.Content.ReadFromJsonAsync<JsonObject>(Stop))!["errors"]!["present"]);
        Assert.NotNull((await weak.Content.ReadFromJsonAsync<JsonObject>(Stop))!["errors"]!["password"]);
        Assert.NotNull((await passwords.CheckAsync(Login, "another long sentence", Stop)).Account);
    }

    private static Task<HttpResponseMessage> ChangeAsync(HttpClient client, string present, string password) =>
        client.PostAsJsonAsync("/api/me/password", new { present, password }, Stop);
}
