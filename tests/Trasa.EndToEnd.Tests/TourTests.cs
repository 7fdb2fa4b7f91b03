using Microsoft.Playwright;
using Trasa.EndToEnd.Tests.Browser;
using static Microsoft.Playwright.Assertions;

namespace Trasa.EndToEnd.Tests;

/// <summary>The tour of the README, as a person at the browser walks it: sign in, take a case, answer, resolve, read why.</summary>
public sealed class TourTests(TrasaInBrowser host)
{
    [Fact]
    public async Task Case_is_taken_answered_resolved_and_explained()
    {
        await using var visit = await host.OpenAsync();
        await visit.SignInAsync("Ana Popescu");
        var page = visit.Page;

        await visit.GoAsync("/work");
        var offer = page.Locator("article.task", new() { Has = page.GetByRole(AriaRole.Button, new() { Name = "Accept" }) }).First;
        var title = (await offer.Locator("a.strong").InnerTextAsync()).Trim();
        var address = await offer.GetByRole(AriaRole.Link, new() { Name = "Record", Exact = true }).GetAttributeAsync("href");
        await offer.GetByRole(AriaRole.Button, new() { Name = "Accept" }).ClickAsync();
        await Expect(page.Locator("article.task", new() { HasText = title }).GetByRole(AriaRole.Button, new() { Name = "Accept" })).ToHaveCountAsync(0);

        await visit.GoAsync(address!);
        await Expect(page.Locator(".chips").First).ToContainTextAsync("In progress");
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "What to do" })).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Tab, new() { Name = "Answer" }).ClickAsync();
        await page.Locator("#act textarea").FillAsync("Thank you, we are looking into it and call you this morning.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send the answer" }).ClickAsync();
        await Expect(page.GetByText("we are looking into it and call you this morning").First).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "SLA" })).ToContainTextAsync("Met");

        // The rest without a mouse.
        await page.GetByRole(AriaRole.Tab, new() { Name = "Resolve" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByLabel("Cause")).ToBeVisibleAsync();
        await page.GetByLabel("Cause").FocusAsync();
        await page.Keyboard.TypeAsync("The cache of the portal");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync("The cache was rebuilt; it works again.");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".chips").First).ToContainTextAsync("Resolved");
        await Expect(page.GetByText("The cache was rebuilt; it works again.").First).ToBeVisibleAsync();

        var why = page.Locator("article.why", new() { HasText = "R-ASSIGN" }).First;
        await Expect(why).ToContainTextAsync("Ana Popescu");
        await Expect(why.Locator(".why-dropped").First).ToBeVisibleAsync();
        await Expect(page.Locator("article.why", new() { HasText = "R-SLA" }).First).ToContainTextAsync("Policy");
        Assert.Empty(visit.Errors);
    }

    [Fact]
    public async Task Record_is_changed_where_its_link_leads_and_shown_when_it_is_saved()
    {
        await using var visit = await host.OpenAsync();
        await visit.SignInAsync("Maria Ionescu");
        var page = visit.Page;

        await visit.GoAsync("/records/company?q=Delta");
        await page.GetByRole(AriaRole.Link, new() { Name = "Delta Print SRL" }).First.ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Change", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Change Delta Print SRL" })).ToBeVisibleAsync();

        await page.Locator("#field-phone").FillAsync("+40 31 555 0199");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).DblClickAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Delta Print SRL", Exact = true })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "+40315550199" }).First).ToBeVisibleAsync();
        Assert.Empty(visit.Errors);
    }
}
