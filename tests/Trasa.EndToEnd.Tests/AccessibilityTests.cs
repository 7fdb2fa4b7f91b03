using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Trasa.EndToEnd.Tests.Browser;

namespace Trasa.EndToEnd.Tests;

/// <summary>WCAG 2 A and AA by axe on every page that a supervisor has, in both themes and on a phone.</summary>
public sealed class AccessibilityTests(TrasaInBrowser host)
{
    private static readonly string[] Pages =
        ["/", "/work", "/cases", "/leave", "/records/company", "/records/company/new", "/workflows", "/workflows/instances", "/workflows/incidents", "/workflows/mail-intake/statistics", "/workflows/gallery", "/workflows/packs", "/workflows/forms/leave-decision", "/decisions", "/decisions/R-CLASS", "/decisions/R-CLASS/edit", "/account", "/no-such-page"];

    private static readonly (int Width, ColorScheme Scheme)[] Looks = [(1280, ColorScheme.Light), (1280, ColorScheme.Dark), (390, ColorScheme.Light)];

    /// <summary>A colour on its way to that of the other theme has a contrast of its own.</summary>
    private const string ColoursAreThere = "Promise.all(document.getAnimations().filter(one => one instanceof CSSTransition).map(one => one.finished.catch(() => {})))";

    public static TheoryData<string> Paths() => [.. Pages];

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Page_has_no_violation_in_any_look(string path)
    {
        await using var visit = await host.OpenAsync();
        await visit.SignInAsync("Maria Ionescu");
        await visit.GoAsync(path);

        foreach (var (width, scheme) in Looks)
        {
            await visit.Page.SetViewportSizeAsync(width, 900);
            await visit.Page.EmulateMediaAsync(new() { ColorScheme = scheme });
            await visit.Page.EvaluateAsync(ColoursAreThere);
            await NoViolationAsync(visit.Page);
        }
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

        Assert.Empty(result.Violations.Select(violation => $"{violation.Id}: {string.Join("; ", violation.Nodes.Select(node => $"{node.Html} {string.Join(' ', node.Any.Select(check => check.Message))}"))}"));
    }
}
