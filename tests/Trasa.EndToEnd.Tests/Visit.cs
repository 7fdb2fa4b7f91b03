using Microsoft.Playwright;

namespace Trasa.EndToEnd.Tests;

/// <summary>One person at one browser.</summary>
public sealed class Visit : IAsyncDisposable
{
    private readonly List<string> _errors = [];
    private readonly IBrowserContext _context;
    private readonly Dictionary<string, Cookie[]> _sessions;

    /// <param name="context">The browser profile.</param>
    /// <param name="page">Its one page.</param>
    /// <param name="sessions">Sessions begun so far, by name: signing in is limited per minute.</param>
    internal Visit(IBrowserContext context, IPage page, Dictionary<string, Cookie[]> sessions)
    {
        (_context, Page, _sessions) = (context, page, sessions);
        page.Console += (_, message) =>
        {
            if (message.Type == "error") _errors.Add(message.Text);
        };
        page.PageError += (_, error) => _errors.Add(error);
    }

    public IPage Page { get; }

    /// <summary>What pages complained about so far.</summary>
    public IReadOnlyList<string> Errors => _errors;

    public ValueTask DisposeAsync() => _context.DisposeAsync();

    public async Task SignInAsync(string name)
    {
        if (_sessions.TryGetValue(name, out var session))
        {
            await _context.AddCookiesAsync(session);
            return;
        }

        await Page.GotoAsync("/sign-in");
        await Page.GetByRole(AriaRole.Button, new() { Name = name }).ClickAsync();
        await Assertions.Expect(Page.Locator(".user-button")).ToBeVisibleAsync();
        _sessions[name] = [.. (await _context.CookiesAsync()).Select(cookie => new Cookie { Name = cookie.Name, Value = cookie.Value, Domain = cookie.Domain, Path = cookie.Path })];
    }

    /// <summary>Opens the page and waits until its circuit has filled it.</summary>
    public async Task GoAsync(string path)
    {
        await Page.GotoAsync(path);
        await Assertions.Expect(Page.Locator("h1").First).ToBeVisibleAsync();
        await Assertions.Expect(Page.Locator(".skeleton")).ToHaveCountAsync(0);
    }
}
