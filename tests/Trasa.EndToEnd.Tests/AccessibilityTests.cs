using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Trasa.EndToEnd.Tests;

/// <summary>WCAG 2 A and AA by axe on every page that a supervisor has, in both themes and on a phone.</summary>
[Collection(nameof(CircuitTests))]
public sealed class AccessibilityTests(BrowserHost host)
{
    private static readonly string[] Pages =
        ["/", "/work", "/cases", "/leave", "/records/company", "/records/company/new", "/workflows", "/workflows/instances", "/workflows/incidents", "/workflows/mail-intake/statistics", "/workflows/gallery", "/workflows/packs", "/workflows/forms/leave-decision", "/decisions", "/decisions/R-CLASS", "/decisions/R-CLASS/edit", "/account", "/no-such-page"];

    public static TheoryData<string, int, ColorScheme> Looks() =>
        [.. from page in Pages from look in (IEnumerable<(int, ColorScheme)>)[(1280, ColorScheme.Light), (1280, ColorScheme.Dark), (390, ColorScheme.Light)] select (page, look.Item1, look.Item2)];

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task Page_has_no_violation(string path, int width, ColorScheme scheme)
    {
        await using var visit = await host.OpenAsync(width, scheme);
        await visit.SignInAsync("Maria Ionescu");
        await visit.GoAsync(path);

        await NoViolationAsync(visit.Page);
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Sign_in_has_no_violation(ColorScheme scheme)
    {
        await using var visit = await host.OpenAsync(scheme: scheme);
        await visit.GoAsync("/sign-in");

        await NoViolationAsync(visit.Page);
    }

    [Theory]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(390, ColorScheme.Dark)]
    public async Task Public_form_has_no_violation(int width, ColorScheme scheme)
    {
        await using var visit = await host.OpenAsync(width, scheme);
        await visit.GoAsync("/forms/contact-sales");

        await NoViolationAsync(visit.Page);
    }

    private static async Task NoViolationAsync(IPage page)
    {
        var result = await page.RunAxe(new() { RunOnly = new() { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"] } });

        Assert.Empty(result.Violations.Select(violation => $"{violation.Id}: {string.Join("; ", violation.Nodes.Select(node => node.Html))}"));
    }
}
