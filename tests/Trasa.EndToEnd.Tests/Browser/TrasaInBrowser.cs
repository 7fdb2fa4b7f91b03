using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;
using Trasa.Engine.Stores;
using Trasa.Host.Hosting;

[assembly: AssemblyFixture(typeof(Trasa.EndToEnd.Tests.Browser.TrasaInBrowser))]

namespace Trasa.EndToEnd.Tests.Browser;

/// <summary>
/// The real host on a database of its own with the sample organisation, and people who look at it in a browser. The
/// classes share one; a class that stops the host, counts what the whole house does or changes its rules has one of its
/// own (<see cref="IClassFixture{TFixture}"/>).
/// </summary>
public sealed class TrasaInBrowser : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("trasa-browser-").FullName;
    private readonly ConcurrentDictionary<string, Lazy<Task<Cookie[]>>> _sessions = [];
    private readonly ConcurrentDictionary<string, OpenPages> _pages = [];
    private WebApplication? _host;

    public IServiceProvider Services => _host!.Services;

    public string Address { get; private set; } = "";

    /// <summary>What the host has sent, one file per mail.</summary>
    public string SentMail => Path.Combine(_folder, "mail", "out");

    public async ValueTask InitializeAsync()
    {
        if (Chromium.IsInstalled) await StartHostAsync("http://127.0.0.1:0");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var pages in _pages.Values) await pages.CloseAsync();
        await StopHostAsync();
        try
        {
            Directory.Delete(_folder, recursive: true);
        }
        catch (IOException)
        {
            // On a busy machine the last call of the host may write a file while they are removed; they are temporary files.
        }
    }

    /// <summary>A page in a fresh profile; it notes what the page writes to the console as an error.</summary>
    public async Task<Visit> OpenAsync(int width = 1280, ColorScheme scheme = ColorScheme.Light)
    {
        var profile = await NewProfileAsync(new() { Width = width, Height = 900 }, scheme);
        return new(profile, await profile.NewPageAsync(), SessionAsync);
    }

    /// <summary>A page of somebody's own, signed in as the first person who has the role. It is closed when the test is over.</summary>
    public Task<IPage> SignInAsync(string role, ViewportSize? size = null) =>
        PageAsync(role, page => page.Locator("h3", new() { HasTextString = role }).Locator("xpath=..").Locator("button").First, size);

    /// <summary>A page of this person's own. It is closed when the test is over.</summary>
    public Task<IPage> SignInAsPersonAsync(string name) => PageAsync(name, page => page.GetByRole(AriaRole.Button, new() { Name = name }), null);

    /// <summary>Ends the host as a broken network would: the page keeps standing.</summary>
    public async Task StopHostAsync()
    {
        if (_host is null) return;
        await _host.StopAsync(CancellationToken.None);
        await _host.DisposeAsync();
        _host = null;
    }

    /// <summary>Starts it again under the address that it had.</summary>
    public Task RestartHostAsync() => StartHostAsync(Address);

    private async Task StartHostAsync(string urls)
    {
        var settings = new HostSettings(new DatabaseAddress(DatabaseKind.Sqlite, Path.Combine(_folder, "trasa.db")))
        {
            Urls = urls,
            WithSampleOrganisation = true,
            DataFolder = _folder,
            LogFolder = null,
            SignInsPerMinute = 10_000,
        };
        _host = TrasaHost.Build(settings, builder => builder.Logging.ClearProviders());
        await TrasaHost.PrepareAsync(_host, CancellationToken.None);
        await _host.StartAsync(CancellationToken.None);
        Address = _host.Urls.First();
    }

    private async Task<IPage> PageAsync(string who, Func<IPage, ILocator> button, ViewportSize? size)
    {
        var profile = await NewProfileAsync(size ?? new() { Width = 1440, Height = 860 }, ColorScheme.Light);
        await _pages.GetOrAdd(TestContext.Current.TestClass!.UniqueID, _ => new()).AddAsync(profile);
        await profile.AddCookiesAsync(await SessionAsync(who, button));
        return await profile.NewPageAsync();
    }

    private Task<Cookie[]> SessionAsync(string name) => SessionAsync(name, page => page.GetByRole(AriaRole.Button, new() { Name = name }));

    /// <summary>Everybody signs in once: how often one may is limited per minute.</summary>
    private Task<Cookie[]> SessionAsync(string who, Func<IPage, ILocator> button) =>
        _sessions.GetOrAdd(who, _ => new(() => BeginSessionAsync(button))).Value;

    private async Task<Cookie[]> BeginSessionAsync(Func<IPage, ILocator> button)
    {
        await using var profile = await NewProfileAsync(new() { Width = 1280, Height = 900 }, ColorScheme.Light);
        var page = await profile.NewPageAsync();
        await page.GotoAsync("/sign-in");
        await button(page).ClickAsync();
        await Assertions.Expect(page.Locator(".user-button")).ToBeVisibleAsync();
        return [.. (await profile.CookiesAsync()).Select(cookie => new Cookie { Name = cookie.Name, Value = cookie.Value, Domain = cookie.Domain, Path = cookie.Path })];
    }

    private Task<IBrowserContext> NewProfileAsync(ViewportSize size, ColorScheme scheme) =>
        Chromium.NewProfileAsync(new() { BaseURL = Address, ColorScheme = scheme, Locale = "en-GB", ViewportSize = size });
}
