using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Trasa.Engine.Stores;
using Trasa.Host.Hosting;
using Trasa.Host.Identity;

[assembly: AssemblyFixture(typeof(Trasa.Host.Tests.RunningHost))]

namespace Trasa.Host.Tests;

/// <summary>The real host on a free port of loopback, with the sample organisation in a database of its own.</summary>
public sealed partial class RunningHost : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("trasa-host-").FullName;
    private WebApplication? _app;

    public Uri Address { get; private set; } = new("http://127.0.0.1");

    internal IServiceProvider Services => _app!.Services;

    public async ValueTask InitializeAsync()
    {
        var settings = new HostSettings(new DatabaseAddress(DatabaseKind.Sqlite, Path.Combine(_folder, "trasa.db")))
        {
            Urls = "http://127.0.0.1:0",
            WithSampleOrganisation = true,
            LogFolder = null,
            SignInsPerMinute = 10_000,
        };
        _app = TrasaHost.Build(settings);
        await TrasaHost.PrepareAsync(_app, CancellationToken.None);
        await _app.StartAsync(CancellationToken.None);
        Address = new Uri(_app.Urls.First());
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.StopAsync(CancellationToken.None);
            await _app.DisposeAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>A browser without a session: keeps cookies, follows nothing.</summary>
    internal HttpClient Browser() =>
        new(new HttpClientHandler { AllowAutoRedirect = false }, disposeHandler: true) { BaseAddress = Address };

    internal async Task<HttpClient> SignedInAsync(string login, CancellationToken cancellationToken)
    {
        var browser = Browser();
        var account = await Services.GetRequiredService<Accounts>().FindAsync(login, cancellationToken);
        var form = new Dictionary<string, string> { ["user"] = account!.UserId.ToString(), ["__RequestVerificationToken"] = await FormTokenAsync(browser, cancellationToken) };
        using var answer = await browser.PostAsync("/sign-in/sample", new FormUrlEncodedContent(form), cancellationToken);
        Assert.Equal("/", answer.Headers.Location?.OriginalString);
        return browser;
    }

    internal async Task<HttpClient> WithKeyAsync(string login, IReadOnlyList<string> scopes, CancellationToken cancellationToken)
    {
        var (secret, _) = await IssueAsync(login, scopes, null, cancellationToken);
        return WithKey(secret);
    }

    internal HttpClient WithKey(string secret)
    {
        var client = Browser();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", secret);
        return client;
    }

    internal async Task<(string Secret, ApiKey Key)> IssueAsync(string login, IReadOnlyList<string> scopes, DateTimeOffset? expiresAt, CancellationToken cancellationToken)
    {
        var account = await Services.GetRequiredService<Accounts>().FindAsync(login, cancellationToken);
        return await Services.GetRequiredService<ApiKeys>().IssueAsync("test", account!.UserId, scopes, expiresAt, cancellationToken);
    }

    internal static async Task<string> FormTokenAsync(HttpClient browser, CancellationToken cancellationToken) =>
        FormToken().Match(await browser.GetStringAsync(new Uri("/sign-in", UriKind.Relative), cancellationToken)).Groups[1].Value;

    [GeneratedRegex("""name="__RequestVerificationToken" value="([^"]+)""")]
    private static partial Regex FormToken();
}
