using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Trasa.EndToEnd.Tests;

/// <summary>A claim of the sample organisation on its way through the departments, as people see it.</summary>
public sealed class ClaimTests(BrowserHost host)
{
    private const string Large = "Vehicule nelocalizate timp de două zile";

    [Fact]
    public async Task Claim_passes_legal_and_finance_in_parallel_and_its_history_is_in_order()
    {
        await using var visit = await host.OpenAsync();
        await visit.SignInAsync("Elena Vasile");
        await OpenAsync(visit, Large);
        var page = visit.Page;
        var first = page.Locator(".track-stage").First;

        await Expect(first.GetByRole(AriaRole.Article, new() { Name = "Legal" })).ToHaveClassAsync(new Regex("track-here"));
        await Expect(first.GetByRole(AriaRole.Article, new() { Name = "Finance" })).ToHaveClassAsync(new Regex("track-done"));
        await Expect(page.Locator(".track-stage").Nth(1)).ToContainTextAsync("Manager");
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Process", Exact = true })).ToContainTextAsync("opinion of Legal");
        var history = page.GetByRole(AriaRole.Region, new() { Name = "Movement history" }).GetByRole(AriaRole.Row);
        Assert.Equal(
            ["Claims desk", "Owner", "Owner", "Legal", "Finance", "Owner"],
            await history.Locator("td:nth-child(3)").AllInnerTextsAsync());
        Assert.Empty(visit.Errors);
    }

    [Fact]
    public async Task Client_card_shows_claims_cases_and_messages_together()
    {
        await using var visit = await host.OpenAsync();
        await visit.SignInAsync("Elena Vasile");
        await visit.GoAsync("/records/company?search=Nordwind");
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Nordwind Logistics" }).ClickAsync();
        var card = visit.Page.GetByRole(AriaRole.Region, new() { Name = "Everything about this client" });

        await Expect(card).ToContainTextAsync("Two pallets crushed at unloading");
        await Expect(card).ToContainTextAsync("TrackBox down");
        await card.GetByRole(AriaRole.Button, new() { Name = "Claims" }).ClickAsync();
        await Expect(card).Not.ToContainTextAsync("TrackBox down");
        await Expect(card).ToContainTextAsync("Two pallets crushed at unloading");
        Assert.Empty(visit.Errors);
    }

    private static async Task OpenAsync(Visit visit, string claim)
    {
        await visit.GoAsync("/records/claim");
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = claim }).ClickAsync();
        await Expect(visit.Page.Locator("h1")).ToHaveTextAsync(claim);
        await Expect(visit.Page.Locator(".skeleton")).ToHaveCountAsync(0);
    }
}
