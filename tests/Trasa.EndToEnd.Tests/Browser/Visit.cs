using Microsoft.Playwright;

namespace Trasa.EndToEnd.Tests.Browser;

/// <summary>One person at one browser.</summary>
public sealed class Visit : IAsyncDisposable
{
    private readonly List<string> _errors = [];
    private readonly IBrowserContext _profile;
    private readonly Func<string, Task<Cookie[]>> _session;

    /// <param name="profile">The browser profile.</param>
    /// <param name="page">Its one page.</param>
    /// <param name="session">Gives the session of a person, by name.</param>
    internal Visit(IBrowserContext profile, IPage page, Func<string, Task<Cookie[]>> session)
    {
        (_profile, Page, _session) = (profile, page, session);
        page.Console += (_, message) =>
        {
            if (message.Type == "error") _errors.Add(message.Text);
        };
        page.PageError += (_, error) => _errors.Add(error);
    }

    public IPage Page { get; }

    /// <summary>What pages complained about so far.</summary>
    public IReadOnlyList<string> Errors => _errors;

    public ValueTask DisposeAsync() => _profile.DisposeAsync();

    public async Task SignInAsync(string name) => await _profile.AddCookiesAsync(await _session(name));

    /// <summary>Opens the page and waits until its circuit has filled it.</summary>
    public async Task GoAsync(string path)
    {
        await Page.GotoAsync(path);
        await Assertions.Expect(Page.Locator("h1").First).ToBeVisibleAsync();
        await Assertions.Expect(Page.Locator(".skeleton")).ToHaveCountAsync(0);
    }
}
