using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Trasa.Activities.Mail.Reading;
using Trasa.EndToEnd.Tests.Browser;
using Trasa.TestKit.Time;

namespace Trasa.EndToEnd.Tests;

/// <summary>What a reader does with the mail of a campaign, from the mail itself to the desk of sales.</summary>
public sealed partial class CampaignMailTests(TrasaInBrowser host)
{
    [Fact]
    public async Task Click_on_a_campaign_mail_makes_a_sales_task()
    {
        await using var reader = await host.OpenAsync();
        var mail = await MailToAsync("greta.holm@nordwind.example");

        await FollowAsync(reader.Page, Path(Link(), mail));
        await using var sales = await host.OpenAsync();
        await sales.SignInAsync("Cristina Dobre");
        await sales.GoAsync("/work");

        await Assertions.Expect(sales.Page.GetByText("Call Greta Holm: followed a link").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Reader_stops_the_mails_with_one_press_and_without_a_script()
    {
        await using var reader = await host.OpenAsync(390, ColorScheme.Dark);
        var mail = await MailToAsync("lena.voss@nordwind.example");

        await reader.GoAsync(Path(Stop(), mail));
        await reader.Page.GetByRole(AriaRole.Button, new() { Name = "Stop these messages" }).ClickAsync();

        await Assertions.Expect(reader.Page.GetByText("You get no mailings from us any more.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Forged_link_gets_a_plain_page()
    {
        await using var reader = await host.OpenAsync();

        var answer = await reader.Page.GotoAsync("/t/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");

        Assert.Equal(404, answer!.Status);
        await Assertions.Expect(reader.Page.GetByRole(AriaRole.Heading, new() { Name = "This link leads nowhere" })).ToBeVisibleAsync();
    }

    /// <summary>The place that the link leads to does not exist on this machine; following it is what counts.</summary>
    private static async Task FollowAsync(IPage page, string path)
    {
        var answered = new TaskCompletionSource<(int Status, string? Target)>();
        page.Response += (_, response) =>
        {
            if (response.Url.EndsWith(path, StringComparison.Ordinal)) answered.TrySetResult((response.Status, response.Headers.GetValueOrDefault("location")));
        };
        try
        {
            await page.GotoAsync(path);
        }
        catch (PlaywrightException)
        {
            // No such host: the redirect has been answered before.
        }

        Assert.Equal((302, "https://trasa.example/fleetcard?from=mail"), await answered.Task);
    }

    /// <summary>The text of the newest mail to the address, once it has left.</summary>
    private Task<string> MailToAsync(string address) => Eventually.FindAsync(
        async () =>
        {
            foreach (var file in Directory.Exists(host.SentMail) ? Directory.EnumerateFiles(host.SentMail, "*.eml", SearchOption.AllDirectories) : [])
            {
                if (host.Services.GetRequiredService<MailReader>().Read(await File.ReadAllBytesAsync(file)).Mail is { } mail && mail.To.Any(to => to.Address == address)) return mail.Text;
            }

            return null;
        },
        $"No mail to {address} has left.",
        TestContext.Current.CancellationToken);

    private static string Path(Regex kind, string mail) => kind.Match(mail) is { Success: true } link ? link.Value : throw new InvalidOperationException($"The mail has no such link: {mail}");

    [GeneratedRegex(@"/t/[\w-]+")]
    private static partial Regex Link();

    [GeneratedRegex(@"/u/[\w-]+")]
    private static partial Regex Stop();
}
