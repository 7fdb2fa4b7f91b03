using Microsoft.Extensions.DependencyInjection;
using Trasa.Host.CommandLine;
using Trasa.Host.Hosting;
using Trasa.Host.Identity;
using Trasa.TestKit.Databases;

namespace Trasa.Host.Tests.Identity;

/// <summary>An empty installation has no people and no passwords; the sign-in page says how the first one comes in.</summary>
public sealed class FirstAdministratorTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sign_in_page_says_how_the_first_administrator_comes_in()
    {
        await using var database = TestDatabase.NewSqlite();
        var where = "sqlite:" + database.Address.Value;
        await using var app = TrasaHost.Build(new HostSettings(database.Address) { Urls = "http://127.0.0.1:0", LogFolder = null });
        await TrasaHost.PrepareAsync(app, Stop);
        await app.StartAsync(Stop);
        using var browser = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };

        Assert.Contains("./trasa users add LOGIN", await PageAsync(browser), StringComparison.Ordinal);

        Assert.Equal(0, await RunAsync("users", "add", "Ana.First", "--name", "Ana First", "--role", "administrator", "--database", where));
        var nobodyYet = await PageAsync(browser);
        Assert.DoesNotContain("users add", nobodyYet, StringComparison.Ordinal);
        Assert.Contains("./trasa users set-password LOGIN", nobodyYet, StringComparison.Ordinal);

        var ana = await app.Services.GetRequiredService<Accounts>().FindAsync("ana.first", Stop);
        Assert.Equal(["administrator"], ana!.Roles);
        Assert.Null(await app.Services.GetRequiredService<Passwords>().SetAsync(ana, "correct horse battery", mustChange: false, Stop));
        Assert.DoesNotContain("set-password", await PageAsync(browser), StringComparison.Ordinal);
        await app.StopAsync(Stop);
    }

    [Fact]
    public async Task Login_that_is_taken_and_role_that_is_none_are_refused()
    {
        await using var database = TestDatabase.NewSqlite();
        var where = "sqlite:" + database.Address.Value;

        Assert.Equal(2, await RunAsync("users", "add", "ana", "--name", "Ana", "--role", "boss", "--database", where));
        Assert.Equal(2, await RunAsync("users", "add", "ana", "--database", where));
        Assert.Equal(0, await RunAsync("users", "add", "ana", "--name", "Ana", "--database", where));
        Assert.Equal(2, await RunAsync("users", "add", "ana", "--name", "Another Ana", "--database", where));
    }

    private static async Task<int> RunAsync(params string[] arguments)
    {
        await using var output = new StringWriter();
        return await Commands.RunAsync(arguments, output, output, Stop);
    }

    private static Task<string> PageAsync(HttpClient browser) => browser.GetStringAsync(new Uri("/sign-in", UriKind.Relative), Stop);
}
