using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Trasa.Crm.Records;
using Trasa.EndToEnd.Tests.Browser;
using Trasa.Engine.Doors;
using Trasa.Engine.Hosting;
using Trasa.Engine.Stores;
using static Microsoft.Playwright.Assertions;
using Record = Trasa.Crm.Records.Record;

namespace Trasa.EndToEnd.Tests;

/// <summary>Leave is decided by whoever stands in for the manager, through the pages that people use.</summary>
public sealed class StandInTests(TrasaInBrowser host)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Manager_approves_on_behalf_of_an_absent_colleague_and_the_record_says_so()
    {
        await using var visit = await host.OpenAsync();
        await visit.SignInAsync("Daniela Ilie");
        var request = await AskedWhileTheManagerIsAwayAsync();
        await visit.GoAsync("/work");
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = $"Leave of Vlad Munteanu, {request["from"]:yyyy-MM-dd}" }).ClickAsync();

        await Expect(visit.Page.GetByText("for Ștefan Neagu").First).ToBeVisibleAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Reject" }).ClickAsync();
        await Expect(visit.Page.Locator(".field-problem")).ToContainTextAsync("Say why");
        await visit.Page.GetByLabel("Comment").FillAsync("Enjoy it.");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Approve" }).ClickAsync();

        await Expect(visit.Page.GetByText("It is over: Daniela Ilie on behalf of Ștefan Neagu answered 'Approve'.")).ToBeVisibleAsync();
        await visit.GoAsync($"/records/leaveRequest/{request.Id}");
        await Expect(visit.Page.Locator("dd").GetByText("Daniela Ilie on behalf of Ștefan Neagu")).ToBeVisibleAsync();
        Assert.Empty(visit.Errors);
    }

    [Fact]
    public async Task Forged_link_to_a_task_is_refused_with_a_clear_text()
    {
        await using var visit = await host.OpenAsync();

        var answer = await visit.Page.GotoAsync("/tasks/open/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");

        Assert.Equal(400, answer!.Status);
        await Expect(visit.Page.GetByText("It was not made by this installation")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Arrow_keys_go_through_the_leave_of_the_team()
    {
        await using var visit = await host.OpenAsync();
        await visit.SignInAsync("Daniela Ilie");
        await visit.GoAsync("/leave?department=all&month=2026-05");
        var (page, grid) = (visit.Page, visit.Page.GetByRole(AriaRole.Grid));
        var rows = grid.Locator("tbody tr");

        await Expect(grid.Locator("[tabindex='0']")).ToHaveCountAsync(1);
        await grid.Locator("[tabindex='0']").FocusAsync();
        foreach (var key in (string[])["ArrowDown", "ArrowRight", "ArrowRight"]) await page.Keyboard.PressAsync(key);
        await Expect(rows.Nth(1).Locator("td").Nth(2)).ToHaveAttributeAsync("aria-label", new System.Text.RegularExpressions.Regex("3 May"));
        await Expect(rows.Nth(1).Locator("td").Nth(2)).ToBeFocusedAsync();
        foreach (var key in (string[])["End", "ArrowRight", "ArrowUp"]) await page.Keyboard.PressAsync(key);

        await Expect(rows.Nth(0).Locator("td").Nth(30)).ToBeFocusedAsync();
        await Expect(grid.Locator("[tabindex='0']")).ToHaveCountAsync(1);
        Assert.Empty(visit.Errors);
    }

    private async Task<Record> AskedWhileTheManagerIsAwayAsync()
    {
        var (vlad, stefan, daniela) = (await UserAsync("vlad.munteanu"), await UserAsync("stefan.neagu"), await UserAsync("daniela.ilie"));
        var now = host.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        var day = DateOnly.FromDateTime(now.UtcDateTime).AddDays(90);
        await using var work = await host.Services.GetRequiredService<IDatabase>().BeginAsync(Token);
        await CreateAsync(work, "absence", new() { ["user"] = stefan.Id, ["from"] = now.AddDays(-1), ["to"] = now.AddDays(2), ["kind"] = "leave", ["state"] = "approved" }, Actor.System);
        await CreateAsync(work, "substitute", new() { ["user"] = stefan.Id, ["substitute"] = daniela.Id }, Actor.System);
        var request = await CreateAsync(work, "leaveRequest", new() { ["employee"] = vlad.Id, ["kind"] = "unpaid", ["from"] = day, ["to"] = day.AddDays(6) }, new(vlad.Id, "Vlad Munteanu"));
        await work.CommitAsync(Token);
        await host.Services.GetRequiredService<IWorkflowEngine>().RunDueAsync(Token);
        return request;
    }

    private Task<Record> CreateAsync(IUnitOfWork work, string type, Dictionary<string, object?> values, Actor actor) =>
        host.Services.GetRequiredService<IRecords>().CreateAsync(work, type, values, actor, Token);

    private async Task<Record> UserAsync(string login) =>
        (await host.Services.GetRequiredService<IRecords>().QueryAsync(null, new("user", [new("login", FieldOperator.Equal, login)]), Actor.System, Token)).Records[0];
}
