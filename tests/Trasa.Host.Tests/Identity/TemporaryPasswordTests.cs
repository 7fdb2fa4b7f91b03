using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Trasa.Crm.ChangeLog;
using Trasa.Crm.Records;
using Trasa.Engine.Doors;
using Trasa.Engine.Stores;
using Trasa.Host.Hosting;
using Trasa.Host.Identity;
using Trasa.TestKit.Databases;

namespace Trasa.Host.Tests.Identity;

/// <summary>An administrator gives somebody the first password; it opens the page for choosing one's own, and nothing else.</summary>
public sealed class TemporaryPasswordTests : IAsyncLifetime
{
    private readonly TestDatabase _database = TestDatabase.NewSqlite();
    private WebApplication? _app;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private IServiceProvider Services => _app!.Services;

    private Passwords Passwords => Services.GetRequiredService<Passwords>();

    private TemporaryPasswords Temporary => Services.GetRequiredService<TemporaryPasswords>();

    public async ValueTask InitializeAsync()
    {
        _app = TrasaHost.Build(new HostSettings(_database.Address) { Urls = "http://127.0.0.1:0", LogFolder = null });
        await TrasaHost.PrepareAsync(_app, Stop);
        await _app.StartAsync(Stop);
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.StopAsync(CancellationToken.None);
            await _app.DisposeAsync();
        }

        await _database.DisposeAsync();
    }

    [Fact]
    public async Task Temporary_password_opens_nothing_but_the_choice_of_ones_own()
    {
        var (boss, newcomer) = (await PersonAsync("boss", Role.Administrator), await PersonAsync("newcomer", Role.Agent));
        var given = await Temporary.IssueAsync(newcomer.UserId, ActorOf(boss), Stop);
        using var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }, disposeHandler: true) { BaseAddress = new Uri(_app!.Urls.First()) };

        Assert.Equal("/account", await SignInAsync(browser, "newcomer", given.Password));
        Assert.Equal("/account", await RedirectAsync(browser, "/"));
        Assert.Equal("/account", await RedirectAsync(browser, "/cases"));
        Assert.Contains("made up for you", await browser.GetStringAsync(new Uri("/account", UriKind.Relative), Stop), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(browser, "/api/records/case"));
        using var token = await browser.PostAsJsonAsync("/api/tokens", new { login = "newcomer", password = given.Password }, Stop);
        Assert.Equal(HttpStatusCode.Forbidden, token.StatusCode);

        Assert.Null(await Passwords.SetAsync(newcomer, "correct horse battery", mustChange: false, Stop));
        Assert.Equal("/", await SignInAsync(browser, "newcomer", "correct horse battery"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(browser, "/cases"));
    }

    [Fact]
    public async Task Tokens_of_the_person_end_with_it_and_keys_that_were_issued_stay()
    {
        var (boss, person) = (await PersonAsync("boss", Role.Administrator), await PersonAsync("person", Role.Agent));
        var keys = Services.GetRequiredService<ApiKeys>();
        var now = TimeProvider.System.GetUtcNow();
        var (token, _) = await keys.IssueAsync(ApiKeys.Token, person.UserId, ApiKey.AllScopes, now + ApiKeys.TokenLifetime, Stop);
        var (others, _) = await keys.IssueAsync(ApiKeys.Token, boss.UserId, ApiKey.AllScopes, now + ApiKeys.TokenLifetime, Stop);
        var (issued, _) = await keys.IssueAsync("Her program", person.UserId, [ApiKey.Read], null, Stop);

        await Temporary.IssueAsync(person.UserId, ActorOf(boss), Stop);

        Assert.Null(await keys.CheckAsync(token, Stop));
        Assert.NotNull(await keys.CheckAsync(others, Stop));
        Assert.NotNull(await keys.CheckAsync(issued, Stop));
    }

    [Fact]
    public async Task Who_gave_it_and_when_is_in_the_history_of_the_person_and_the_password_is_not()
    {
        var (boss, newcomer) = (await PersonAsync("boss", Role.Administrator), await PersonAsync("newcomer", Role.Agent));

        var given = await Temporary.IssueAsync(newcomer.UserId, ActorOf(boss), Stop);

        var changes = await Services.GetRequiredService<IChangeLog>().ReadAsync(new("user", newcomer.UserId), ActorOf(boss), Stop);
        Assert.Equal("boss", changes[^1].Actor);
        Assert.Equal(["passwordGivenAt"], changes[^1].Fields.Keys);
        Assert.DoesNotContain(given.Password, (await Services.GetRequiredService<CredentialStore>().FindAsync("newcomer", Stop))!.PasswordHash, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_an_administrator_gives_passwords_and_only_to_who_may_come_in()
    {
        var (boss, agent) = (await PersonAsync("boss", Role.Administrator), await PersonAsync("agent", Role.Agent));
        var gone = await PersonAsync("gone", Role.Agent);
        var before = await Temporary.IssueAsync(gone.UserId, ActorOf(boss), Stop);
        await CloseAsync(gone);

        await Assert.ThrowsAsync<RecordForbiddenException>(() => Temporary.IssueAsync(agent.UserId, ActorOf(agent), Stop));
        await Assert.ThrowsAsync<RecordForbiddenException>(() => Temporary.IssueAsync(agent.UserId, Actor.System, Stop));
        await Assert.ThrowsAsync<RecordInvalidException>(() => Temporary.IssueAsync(gone.UserId, ActorOf(boss), Stop));
        await Assert.ThrowsAsync<RecordNotFoundException>(() => Temporary.IssueAsync(Guid.Empty, ActorOf(boss), Stop));
        Assert.Null((await Passwords.CheckAsync("gone", before.Password, Stop)).Account);
        Assert.Null((await Passwords.CheckAsync("agent", "", Stop)).Account);
    }

    [Fact]
    public async Task Temporary_password_that_nobody_used_in_time_opens_nothing()
    {
        var (boss, newcomer) = (await PersonAsync("boss", Role.Administrator), await PersonAsync("newcomer", Role.Agent));
        var given = await Temporary.IssueAsync(newcomer.UserId, ActorOf(boss), Stop);
        Assert.NotNull((await Passwords.CheckAsync("newcomer", given.Password, Stop)).Account);

        var store = Services.GetRequiredService<CredentialStore>();
        var stored = await store.FindAsync("newcomer", Stop);
        await store.SaveAsync(stored! with { ChangedAt = stored.ChangedAt - TemporaryPasswords.Lifetime - TimeSpan.FromMinutes(1) }, Stop);

        Assert.Null((await Passwords.CheckAsync("newcomer", given.Password, Stop)).Account);
    }

    private Task<Account> PersonAsync(string login, Role role) =>
        Services.GetRequiredService<Accounts>().AddAsync(new(login, login, null, [role.Key]), Stop);

    private async Task CloseAsync(Account account)
    {
        await using var work = await Services.GetRequiredService<IDatabase>().BeginAsync(Stop);
        await Services.GetRequiredService<IRecords>().UpdateAsync(work, "user", account.UserId, new Dictionary<string, object?> { ["active"] = false }, null, Actor.System, Stop);
        await work.CommitAsync(Stop);
    }

    private static Actor ActorOf(Account account) => new(account.UserId, account.Name);

    private static async Task<string?> SignInAsync(HttpClient browser, string login, string password)
    {
        var form = new Dictionary<string, string> { ["login"] = login, ["password"] = password, ["__RequestVerificationToken"] = await RunningHost.FormTokenAsync(browser, Stop) };
        using var content = new FormUrlEncodedContent(form);
        using var answer = await browser.PostAsync("/sign-in/password", content, Stop);
        return answer.Headers.Location?.OriginalString;
    }

    private static async Task<string?> RedirectAsync(HttpClient browser, string path)
    {
        using var answer = await browser.GetAsync(path, Stop);
        return answer.Headers.Location?.OriginalString;
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient browser, string path)
    {
        using var answer = await browser.GetAsync(path, Stop);
        return answer.StatusCode;
    }
}
