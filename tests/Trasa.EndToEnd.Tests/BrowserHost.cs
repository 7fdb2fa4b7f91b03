using Microsoft.AspNetCore.Builder;
using Microsoft.Playwright;
using Trasa.Engine.Stores;
using Trasa.Host.Hosting;

[assembly: AssemblyFixture(typeof(Trasa.EndToEnd.Tests.BrowserHost))]

namespace Trasa.EndToEnd.Tests;

/// <summary>
/// The real host with the sample organisation, and a Chromium to look at it. Without Chromium the tests are skipped; with
/// CI=true that is a failure.
/// </summary>
public sealed class BrowserHost : IAsyncLifetime
{
    private const string Chromium = "/usr/bin/chromium";

    private readonly string _folder = Directory.CreateTempSubdirectory("trasa-browser-").FullName;
    private readonly Dictionary<string, Cookie[]> _sessions = [];
    private WebApplication? _app;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public string Address { get; private set; } = "";

    /// <summary>What the host has sent, one file per mail.</summary>
    public string SentMail => Path.Combine(_folder, "mail", "out");

    internal IServiceProvider Services => _app!.Services;

    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(Chromium)) return;
        await StartHostAsync("http://127.0.0.1:0");
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Chromium,
            Args = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-quic"],
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
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

    /// <summary>A fresh browser profile; fails the test on anything that a page writes to the console as an error.</summary>
    public async Task<Visit> OpenAsync(int width = 1280, ColorScheme scheme = ColorScheme.Light)
    {
        if (_browser is null)
        {
            Assert.True(Environment.GetEnvironmentVariable("CI") != "true", $"There is no browser at {Chromium}, and with CI=true the browser tests must run.");
            Assert.Skip($"There is no browser at {Chromium}.");
        }

        var context = await _browser!.NewContextAsync(new() { BaseURL = Address, ColorScheme = scheme, Locale = "en-GB", ViewportSize = new() { Width = width, Height = 900 } });
        return new Visit(context, await context.NewPageAsync(), _sessions);
    }

    /// <summary>Ends the host as a broken network would: the page keeps standing.</summary>
    public async Task StopHostAsync()
    {
        if (_app is null) return;
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        _app = null;
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
        };
        _app = TrasaHost.Build(settings);
        await TrasaHost.PrepareAsync(_app, CancellationToken.None);
        await _app.StartAsync(CancellationToken.None);
        Address = _app.Urls.First();
    }
}
