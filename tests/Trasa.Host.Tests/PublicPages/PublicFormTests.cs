using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Trasa.Crm.Records;
using Trasa.Engine.Doors;

namespace Trasa.Host.Tests.PublicPages;

/// <summary>Forms for everybody: a stranger sends one without signing in and without a script.</summary>
public sealed partial class PublicFormTests(RunningHost host)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Form_is_shown_framed_anywhere_and_runs_no_script()
    {
        using var stranger = host.Browser();

        using var page = await stranger.GetAsync("/forms/contact-sales?embed", Token);
        var html = await page.Content.ReadAsStringAsync(Token);
        var snippet = await stranger.GetStringAsync("/forms/contact-sales/snippet", Token);

        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Contains("frame-ancestors *", page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.False(page.Headers.Contains("X-Frame-Options"));
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.StartsWith("<iframe ", snippet, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sent_form_is_stored_and_a_second_press_counts_once()
    {
        using var stranger = host.Browser();
        var values = await ValuesAsync(stranger, "twice@forms.example");

        using var first = await stranger.PostAsync("/forms/contact-sales", new FormUrlEncodedContent(values), Token);
        using var second = await stranger.PostAsync("/forms/contact-sales", new FormUrlEncodedContent(values), Token);

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Contains("Thank you", await second.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        Assert.Equal(1, await SentByAsync("twice@forms.example"));
    }

    [Fact]
    public async Task What_is_wrong_is_shown_at_its_field_and_nothing_that_was_typed_is_lost()
    {
        using var stranger = host.Browser();
        var values = await ValuesAsync(stranger, "no address");

        using var answer = await stranger.PostAsync("/forms/contact-sales", new FormUrlEncodedContent(values), Token);
        var html = await answer.Content.ReadAsStringAsync(Token);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("id=\"f-email-problem\"", html, StringComparison.Ordinal);
        Assert.Contains("value=\"Zoe &lt;b&gt;\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Program_gets_problem_details()
    {
        using var program = host.Browser();
        var values = await ValuesAsync(program, "no address");
        program.DefaultRequestHeaders.Accept.ParseAdd("application/json");

        using var wrong = await program.PostAsync("/forms/contact-sales", new FormUrlEncodedContent(values), Token);
        values["ticket"] = "forged";
        using var forged = await program.PostAsync("/forms/contact-sales", new FormUrlEncodedContent(values), Token);
        using var large = await program.PostAsync("/forms/contact-sales", new StringContent(new string('x', 100_000), null, "application/x-www-form-urlencoded"), Token);
        using var nowhere = await program.GetAsync("/forms/nowhere", Token);

        Assert.Equal("application/problem+json", wrong.Content.Headers.ContentType?.MediaType);
        Assert.True((await wrong.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("errors").TryGetProperty("email", out _));
        Assert.Equal([HttpStatusCode.UnprocessableEntity, HttpStatusCode.Conflict, HttpStatusCode.NotFound], [wrong.StatusCode, forged.StatusCode, nowhere.StatusCode]);
        Assert.True(large.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.RequestEntityTooLarge, large.StatusCode.ToString());
    }

    private async Task<int> SentByAsync(string address) =>
        (await host.Services.GetRequiredService<IRecords>().QueryAsync(null, new("message", [new("from", FieldOperator.Equal, address)]), Actor.System, Token)).Total;

    private static async Task<Dictionary<string, string>> ValuesAsync(HttpClient browser, string email)
    {
        var page = await browser.GetStringAsync("/forms/contact-sales", Token);
        return new() { ["ticket"] = Ticket().Match(page).Groups[1].Value, ["name"] = "Zoe <b>", ["email"] = email, ["area"] = "Romania", ["interest"] = "FleetCard" };
    }

    [GeneratedRegex("""name="ticket" value="([^"]+)""")]
    private static partial Regex Ticket();
}
