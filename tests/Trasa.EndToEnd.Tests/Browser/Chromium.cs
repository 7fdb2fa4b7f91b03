using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Trasa.EndToEnd.Tests.Browser.Chromium))]

namespace Trasa.EndToEnd.Tests.Browser;

/// <summary>
/// The one browser of the run, started by the first page and ended with the run. Debian's shell without windows is
/// preferred: the same engine for a third of the work. Without a Chromium the tests are skipped, with <c>CI=true</c> they fail.
/// </summary>
public sealed class Chromium : IAsyncDisposable
{
    /// <summary>In milliseconds; long enough for a machine that builds beside the tests.</summary>
    private const float Patience = 120_000;

    private static readonly string[] Places = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
    private static readonly Lazy<Task<(IPlaywright Playwright, IBrowser Browser)>> Running = new(StartAsync);

    public static bool IsInstalled => Places.Any(File.Exists);

    /// <summary>A fresh profile: no cookies, nothing stored, nothing cached.</summary>
    public static async Task<IBrowserContext> NewProfileAsync(BrowserNewContextOptions options)
    {
        Assert.True(IsInstalled || Environment.GetEnvironmentVariable("CI") != "true", "With CI=true the browser tests must run: apt-get install chromium-headless-shell.");
        Assert.SkipUnless(IsInstalled, "Chromium is not installed.");
        var profile = await (await Running.Value).Browser.NewContextAsync(options);
        profile.SetDefaultTimeout(Patience);
        return profile;
    }

    public async ValueTask DisposeAsync()
    {
        if (!Running.IsValueCreated) return;
        var (playwright, browser) = await Running.Value;
        await browser.DisposeAsync();
        playwright.Dispose();
    }

    private static async Task<(IPlaywright Playwright, IBrowser Browser)> StartAsync()
    {
        Assertions.SetDefaultExpectTimeout(Patience);
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Places.First(File.Exists),
            Args = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-quic"],
        });
        return (playwright, browser);
    }
}
