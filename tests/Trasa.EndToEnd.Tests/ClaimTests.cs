using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Trasa.Activities.People;
using Trasa.Crm.Records;
using Trasa.EndToEnd.Tests.Browser;
using Trasa.Engine.Doors;
using Trasa.Engine.Hosting;
using Trasa.Engine.Stores;
using Trasa.TestKit.Time;
using static Microsoft.Playwright.Assertions;
using Record = Trasa.Crm.Records.Record;

namespace Trasa.EndToEnd.Tests;

/// <summary>A claim on its way through the departments, as people see it.</summary>
public sealed class ClaimTests(TrasaInBrowser host)
{
    private const string Disputed = "Twelve trackers lost in transit";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Claim_passes_legal_and_finance_in_parallel_and_its_history_is_in_order()
    {
        await using var visit = await host.OpenAsync();
        await visit.SignInAsync("Elena Vasile");
        var claim = await OnItsRouteAsync();
        var (page, first) = (visit.Page, visit.Page.Locator(".track-stage").First);

        await OpenAsync(visit, Disputed);
        await Expect(first.GetByRole(AriaRole.Article, new() { Name = "Legal" })).ToHaveClassAsync(new Regex("track-here"));
        await Expect(first.GetByRole(AriaRole.Article, new() { Name = "Finance" })).ToHaveClassAsync(new Regex("track-here"));
        await Expect(page.Locator("dd").GetByText(new Regex(@"^Legal \(.+\), Finance \(.*Elena Vasile.*\)$")).First).ToBeVisibleAsync();
        await OpinionAsync(visit, $"{claim}: opinion of Finance", "Accept", "The invoice is there.");
        await OpinionAsync(visit, $"{claim}: opinion of Legal", "Reject", "The contract excludes it.");

        await OpenAsync(visit, Disputed);
        await Expect(first.Locator("article.track-done")).ToHaveCountAsync(2);
        await Expect(page.Locator(".track-stage").Nth(1)).ToHaveClassAsync(new Regex("track-here"));
        var history = page.GetByRole(AriaRole.Region, new() { Name = "Movement history" }).GetByRole(AriaRole.Row);
        var moves = (await history.Locator("td:nth-child(2)").AllInnerTextsAsync()).Zip(await history.Locator("td:nth-child(3)").AllInnerTextsAsync(), (from, to) => $"{from} > {to}").ToList();
        Assert.Equal(["Customer (mail) > Claims desk", "Claims desk > Owner", "Owner > Owner"], moves[..3]);
        Assert.Equal(["Owner > Finance", "Owner > Legal"], moves[3..5].Order()); // both departments are asked at once
        Assert.Equal(["Finance > Owner", "Legal > Owner", "Owner > Manager"], moves[5..]);
        await Expect(history.Filter(new() { HasText = "The contract excludes it." })).ToContainTextAsync("Andrei Pop");
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

    /// <summary>Gives an opinion as the departments do: from the inbox, on the page of the task.</summary>
    private static async Task OpinionAsync(Visit visit, string task, string opinion, string reasons)
    {
        await visit.GoAsync("/work");
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = task }).ClickAsync();
        await visit.Page.GetByLabel("Reasons").FillAsync(reasons);
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = opinion, Exact = true }).ClickAsync();
        await Expect(visit.Page.GetByText(new Regex($"It is over: .*answered '{opinion}'"))).ToBeVisibleAsync();
    }

    /// <summary>A claim of 9,000 that its owner has found complete; Legal is away, so that Finance speaks for both.</summary>
    private async Task<string> OnItsRouteAsync()
    {
        var (ana, contact) = (await FindAsync("user", "login", "ana.popescu"), await FindAsync("contact", "name", "Anna Keller"));
        Record claim;
        await using (var work = await host.Services.GetRequiredService<IDatabase>().BeginAsync(Token))
        {
            claim = await host.Services.GetRequiredService<IRecords>().CreateAsync(work, "claim", new Dictionary<string, object?>
            {
                ["subject"] = Disputed, ["source"] = "mail", ["receivedAt"] = host.Services.GetRequiredService<TimeProvider>().GetUtcNow(), ["contact"] = contact.Id,
                ["company"] = contact.Link("company"), ["language"] = "en", ["amount"] = 9000m, ["owner"] = ana.Id,
            }, Actor.System, Token);
            await work.CommitAsync(Token);
        }

        var (inbox, owner) = (host.Services.GetRequiredService<IWorkInbox>(), new Actor(ana.Id, "Ana Popescu"));
        var check = await AskedAsync(claim, "is everything there");
        Assert.True((await inbox.CompleteAsync(check.Id, new("Complete"), owner, Token)).IsDone);
        await AskedAsync(claim, "opinion of Legal");
        await AskedAsync(claim, "opinion of Finance");
        return claim.Text("number")!;
    }

    private Task<WorkItem> AskedAsync(Record claim, string title) => Eventually.FindAsync(
        async () =>
        {
            await host.Services.GetRequiredService<IWorkflowEngine>().RunDueAsync(Token);
            return (await host.Services.GetRequiredService<IWorkInbox>().AboutAsync(claim.Reference.ToString(), Token)).FirstOrDefault(item => item.Title.Contains(title, StringComparison.Ordinal));
        },
        $"Nobody was asked '{title}'.",
        Token);

    private async Task<Record> FindAsync(string type, string field, string value) =>
        (await host.Services.GetRequiredService<IRecords>().QueryAsync(null, new(type, [new(field, FieldOperator.Equal, value)]), Actor.System, Token)).Records[0];

    private static async Task OpenAsync(Visit visit, string claim)
    {
        await visit.GoAsync("/records/claim");
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = claim }).ClickAsync();
        await Expect(visit.Page.Locator("h1")).ToHaveTextAsync(claim);
        await Expect(visit.Page.Locator(".skeleton")).ToHaveCountAsync(0);
    }
}
