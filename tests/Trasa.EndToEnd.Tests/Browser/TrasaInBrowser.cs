using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;
using Trasa.Engine.Stores;
using Trasa.Host.Hosting;

namespace Trasa.EndToEnd.Tests.Browser;

/// <summary>
/// One host on a database of its own with the sample organisation, and one Chromium. Without Chromium the tests of a
/// class that uses this are skipped, with <c>CI=true</c> they fail.
/// </summary>
public sealed class TrasaInBrowser : IAsyncLifetime
{
    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private readonly string _folder = Directory.CreateTempSubdirectory("trasa-e2e-").FullName;
    private WebApplication? _host;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public IServiceProvider Services => _host!.Services;

    public string Address { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        if (Chromium() is not { } chromium) return;
        var settings = new HostSettings(DatabaseAddress.Parse($"sqlite:{Path.Combine(_folder, "trasa.db")}"))
        {
            Urls = "http://127.0.0.1:0",
            WithSampleOrganisation = true,
            LogFolder = null,
        };
        _host = TrasaHost.Build(settings, builder => builder.Logging.ClearProviders());
        await TrasaHost.PrepareAsync(_host, CancellationToken.None);
        await _host.StartAsync(CancellationToken.None);
        Address = _host.Urls.First();
        Assertions.SetDefaultExpectTimeout(20_000);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = chromium,
            Args = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"],
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
        if (_host is not null)
        {
            await _host.StopAsync(CancellationToken.None);
            await _host.DisposeAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>A page of somebody's own, signed in as the first person who has the role.</summary>
    public Task<IPage> SignInAsync(string role, ViewportSize? size = null) =>
        SignInAsync(page => page.Locator("h3", new() { HasTextString = role }).Locator("xpath=..").Locator("button").First, size);

    /// <summary>A page of this person's own.</summary>
    public Task<IPage> SignInAsPersonAsync(string name) => SignInAsync(page => page.GetByRole(AriaRole.Button, new() { Name = name }), null);

    private async Task<IPage> SignInAsync(Func<IPage, ILocator> button, ViewportSize? size)
    {
        Assert.SkipUnless(_browser is not null, "Chromium is not installed.");
        var context = await _browser!.NewContextAsync(new() { BaseURL = Address, ViewportSize = size ?? new() { Width = 1440, Height = 860 } });
        var page = await context.NewPageAsync();
        await page.GotoAsync("/sign-in");
        await button(page).ClickAsync();
        await page.WaitForURLAsync(address => !address.Contains("sign-in", StringComparison.Ordinal));
        return page;
    }

    private static string? Chromium() =>
        Places.FirstOrDefault(File.Exists) is { } found ? found
        : Environment.GetEnvironmentVariable("CI") == "true" ? throw new InvalidOperationException("Chromium is needed: apt-get install chromium.")
        : null;
}
