using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Trasa.Crm.Records;
using Trasa.Crm.Sealing;
using Trasa.Engine.Doors;
using Trasa.Engine.Stores;
using Record = Trasa.Crm.Records.Record;

namespace Trasa.Host.Tests.PublicPages;

/// <summary>A customer answers with one press behind a link of a mail, without signing in and without a script.</summary>
public sealed class AnswerLinkTests(RunningHost host)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Link_asks_in_the_customers_language_and_only_the_press_answers()
    {
        using var stranger = host.Browser();
        var (one, address) = await LinkAsync();

        using var page = await stranger.GetAsync(address, Token);
        var html = await page.Content.ReadAsStringAsync(Token);
        using var pressed = await stranger.PostAsync(address, null, Token);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (page.StatusCode, pressed.StatusCode));
        Assert.Contains("lang=\"pl\"", html, StringComparison.Ordinal);
        Assert.Contains(one.Text("number")!, html, StringComparison.Ordinal);
        Assert.Contains($"action=\"{address}\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Thank you for your answer.", await pressed.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Link_whose_question_has_no_template_can_be_answered_all_the_same()
    {
        using var stranger = host.Browser();
        var (_, address) = await LinkAsync("there-is-no-such-template");

        using var page = await stranger.GetAsync(address, Token);

        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Contains("Send the answer", await page.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Link_that_was_not_made_here_leads_nowhere()
    {
        using var stranger = host.Browser();
        var (_, address) = await LinkAsync();
        var forged = address[..^4] + (address.EndsWith("AAAA", StringComparison.Ordinal) ? "BBBB" : "AAAA");

        using var page = await stranger.GetAsync(forged, Token);
        using var pressed = await stranger.PostAsync(forged, null, Token);

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (page.StatusCode, pressed.StatusCode));
    }

    private async Task<(Record Case, string Address)> LinkAsync(string template = "case-confirm")
    {
        var one = await CaseAsync();
        var offered = new OfferedAnswer(one.Reference, "confirmed", template, DateTimeOffset.UnixEpoch);
        return (one, (await host.Services.GetRequiredService<AnswerLinks>().ToAsync(null, offered, Token)).AbsolutePath);
    }

    private async Task<Record> CaseAsync()
    {
        var values = new Dictionary<string, object?> { ["subject"] = "Portal question", ["channel"] = "mail", ["language"] = "pl" };
        await using var work = await host.Services.GetRequiredService<IDatabase>().BeginAsync(Token);
        var one = await host.Services.GetRequiredService<IRecords>().CreateAsync(work, "case", values, Actor.System, Token);
        await work.CommitAsync(Token);
        return one;
    }
}
