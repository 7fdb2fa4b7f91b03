using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Trasa.Crm.Intake;
using Trasa.Decisions.Model;
using Trasa.Decisions.Xml;
using Trasa.EndToEnd.Tests.Browser;
using static Microsoft.Playwright.Assertions;

namespace Trasa.EndToEnd.Tests.Decisions;

/// <summary>A rule author and a second person, each at a browser.</summary>
public sealed class PublishingTests(TrasaInBrowser browser) : IClassFixture<TrasaInBrowser>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Changed_table_is_tried_approved_and_explains_the_next_case()
    {
        var author = await browser.SignInAsync("Process owner");
        await author.GotoAsync("/decisions/R-CLASS/edit");
        await author.GetByRole(AriaRole.Button, new() { Name = "Priority", Exact = true }).ClickAsync();

        // Typed editors first: the pickers of a number.
        await Cell(author, "priority-urgent", 0).DblClickAsync();
        await author.Locator(".tg-amount").First.FillAsync("101");
        await author.Keyboard.PressAsync("Enter");
        await Expect(author.Locator(".tg-problems")).ToContainTextAsync("No rule matches these inputs.");
        await Expect(author.Locator(".tg-problems code").First).ToContainTextAsync("Score: 80");

        // By keyboard, in FEEL: the row below takes what the first one gave up.
        await Cell(author, "priority-high", 0).ClickAsync();
        await author.Keyboard.TypeAsync("[60..100]");
        await Expect(author.Locator(".cm-editor")).ToContainTextAsync("[60..100]");
        await author.Keyboard.PressAsync("Enter");
        await Expect(author.Locator(".td-save")).ToHaveTextAsync("Saved");
        await Expect(author.Locator(".diff-rows li")).ToHaveCountAsync(2);
        await Expect(author.Locator(".tg-problems code").First).ToContainTextAsync("Score: 100.5");

        await author.Keyboard.PressAsync("ArrowUp");
        await author.Keyboard.PressAsync("ArrowUp");
        await author.Keyboard.TypeAsync("> 100");
        await Expect(author.Locator(".cm-editor")).ToContainTextAsync("> 100");
        await author.Keyboard.PressAsync("Enter");
        await Expect(author.Locator(".tg-problems")).ToContainTextAsync("No gaps, overlaps or dead rows.");

        await author.GetByRole(AriaRole.Button, new() { Name = "Try on past cases" }).ClickAsync();
        await Expect(author.Locator(".backtest-result")).ToContainTextAsync("would come out otherwise");
        await Expect(author.Locator(".backtest-follows").First).ToContainTextAsync("R-SLA");
        await Expect(author.GetByRole(AriaRole.Button, new() { Name = "Try on past cases" })).ToBeFocusedAsync();

        // An example of before keeps the draft back until its author says that this is what changes.
        await HandInAsync(author);
        await Expect(author.Locator(".field-problem")).ToContainTextAsync("do not come out");
        while (await author.GetByText("The new result is right").CountAsync() is > 0 and var open)
        {
            await author.Locator(".example-list details:has(.example-failed)").First.EvaluateAsync("element => element.open = true");
            await author.GetByText("The new result is right").First.ClickAsync();
            await Expect(author.GetByText("The new result is right")).ToHaveCountAsync(open - 1);
        }

        await HandInAsync(author);
        await Expect(author).ToHaveURLAsync(new Regex("/decisions/R-CLASS$"));
        await Expect(author.GetByText("Somebody who did not write it has to approve it.")).ToBeVisibleAsync();
        await Expect(author.GetByRole(AriaRole.Button, new() { Name = "Approve" })).ToHaveCountAsync(0);

        var second = await browser.SignInAsPersonAsync("Radu Stan");
        await second.GotoAsync("/decisions/R-CLASS");
        await Expect(second.GetByRole(AriaRole.Button, new() { Name = "Approve" })).ToBeVisibleAsync();
        await Expect(second.Locator(".diff-rows li")).ToHaveCountAsync(2);
        await second.GetByRole(AriaRole.Button, new() { Name = "Approve" }).ClickAsync();
        await Expect(second.Locator(".page-header .chip").First).ToHaveTextAsync("version 2");

        var page = await NextCaseAsync(second, "Nothing moves at our depot");
        var card = page.Locator(".why", new() { HasTextString = "R-CLASS" });
        await Expect(card.Locator(".chip").First).ToHaveTextAsync("version 2");
        await card.GetByText("Show on the table").ClickAsync();
        await Expect(page.Locator("tr.dmn-matched", new() { HasTextString = "[60..100]" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Rows_are_pasted_from_a_spreadsheet_moved_deleted_and_brought_back_by_keyboard()
    {
        var page = await browser.SignInAsync("Process owner");
        await page.GotoAsync("/decisions/R-TEAM/edit");
        await Cell(page, "team-billing", 0).ClickAsync();
        var rows = page.Locator(".tg-body .tg-row");
        await Expect(rows).ToHaveCountAsync(3);

        await page.EvaluateAsync("""
            () => {
              const clipboardData = new DataTransfer();
              clipboardData.setData('text/plain', '"invoice"\t"TrackBox"\n"access"\t-\n-\t-\n"delivery complaint"\t-');
              document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
            }
            """);
        await Expect(rows).ToHaveCountAsync(4);
        await Expect(rows.Nth(1).Locator(".tg-cell[data-column='0']")).ToHaveTextAsync("access");

        await Cell(page, "team-first", 0).ClickAsync();
        await page.Keyboard.PressAsync("Alt+ArrowUp");
        await Expect(rows.Locator("xpath=self::*[@aria-rowindex='3']")).ToHaveAttributeAsync("data-row", "team-first");
        await page.Keyboard.PressAsync("Control+Delete");
        await Expect(rows).ToHaveCountAsync(3);
        for (var step = 0; step < 4; step++) await page.Keyboard.PressAsync("Control+z");

        await Expect(rows).ToHaveCountAsync(3);
        await Expect(Cell(page, "team-first", 0)).ToHaveAttributeAsync("aria-label", "any value");
        await Expect(Cell(page, "team-trackbox", 0)).ToHaveTextAsync("\"outage\", \"defect\"");
    }

    [Fact]
    public async Task Columns_come_change_and_go_with_undo_and_a_spreadsheet_gives_plain_words()
    {
        var page = await browser.SignInAsync("Process owner");
        await page.GotoAsync("/decisions/R-CHANNEL/edit");
        var titles = page.Locator(".tg-title");
        await Expect(titles).ToHaveCountAsync(8);

        await page.GetByLabel("Add column").SelectOptionAsync("input");
        await page.GetByLabel("Title").FillAsync("Language");
        await page.GetByLabel("What is tested (FEEL)").FillAsync("language");
        await page.GetByLabel("Allowed values").FillAsync("\"ro\", \"en\"");
        await page.Keyboard.PressAsync("Enter");
        await Expect(titles.Nth(3)).ToHaveTextAsync("Language");
        await Expect(page.Locator(".td-save")).ToHaveTextAsync("Saved");

        // What a spreadsheet calls ro is the text "ro"; what no cell can hold is marked, and said where.
        await page.Locator(".tg-body .tg-row").First.Locator(".tg-cell[data-column='3']").ClickAsync();
        await page.EvaluateAsync("""
            () => {
              const clipboardData = new DataTransfer();
              clipboardData.setData('text/plain', 'ro\nro, en\n((');
              document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
            }
            """);
        var third = page.Locator(".tg-body .tg-cell[data-column='3']");
        await Expect(third.Nth(1)).ToHaveTextAsync("\"ro\", \"en\"");
        await Expect(third.Nth(2)).ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(page.Locator(".tg-problems")).ToContainTextAsync("Row 3, Language");

        await page.GetByLabel("Hit policy").SelectOptionAsync("Collect Count");
        await Expect(page.Locator(".td-save")).ToHaveTextAsync("Saved");
        for (var step = 0; step < 4; step++) await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Expect(titles).ToHaveCountAsync(8);
        await Expect(page.GetByLabel("Hit policy")).ToHaveValueAsync("First");
        await Expect(page.Locator(".td-save")).ToHaveTextAsync("Saved");
    }

    [Fact]
    public async Task Thousands_of_rows_are_imported_and_every_form_of_logic_is_shown()
    {
        var page = await browser.SignInAsync("Process owner");
        await page.GotoAsync("/decisions/R-SLA/edit");
        await Expect(page.Locator(".tg-title").First).ToBeVisibleAsync();

        await FileField.ChooseAsync(page, new() { Name = "large.dmn", MimeType = "application/xml", Buffer = Encoding.UTF8.GetBytes(DmnWriter.Write(Large(3000))) });
        await Expect(page.Locator(".tg-count")).ToHaveTextAsync("3000 rows");
        await Expect(page.Locator(".tg-problems code").First).ToContainTextAsync("part: \"(other)\"");
        await Cell(page, "r0", 0).ClickAsync();
        await page.Keyboard.PressAsync("Control+End");
        await Expect(Cell(page, "r2999", 1)).ToBeFocusedAsync();
        Assert.InRange(await page.Locator(".tg-body .tg-row").CountAsync(), 10, 60);

        await page.GetByRole(AriaRole.Button, new() { Name = "Fee" }).ClickAsync();
        await Expect(page.Locator(".boxed th").First).ToHaveTextAsync("if");
        await Expect(page.Locator(".boxed-text", new() { HasTextString = "Price > 100" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Discard the draft" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Keep the draft" })).ToBeFocusedAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Really discard" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Fee" })).ToHaveCountAsync(0);
    }

    private static Definitions Large(int rows) => new()
    {
        Id = "large",
        Name = "Prices",
        Namespace = "urn:prices",
        Inputs = [new InputData("part", "part", new Variable("part", "string"))],
        Decisions =
        [
            new("price", "Price", new Variable("Price"))
            {
                Requirements = new(["#part"], [], []),
                Logic = new DecisionTable
                {
                    Inputs = [new("in", null, "part") { TypeRef = "string" }],
                    Outputs = [new("out", "price") { TypeRef = "number" }],
                    Rules = [.. Enumerable.Range(0, rows).Select(row => new TableRule($"r{row}", [$"\"p{row}\""], [$"{row}"]))],
                },
            },
            new("fee", "Fee", new Variable("Fee"))
            {
                Requirements = new([], ["#price"], []),
                Logic = new Conditional(new LiteralExpression("Price > 100"), new LiteralExpression("0"), new LiteralExpression("5")),
            },
        ],
    };

    private static ILocator Cell(IPage page, string row, int column) => page.Locator($".tg-body .tg-row[data-row='{row}'] .tg-cell[data-column='{column}']");

    private static async Task HandInAsync(IPage page)
    {
        await page.GetByLabel("What changes, and why").FillAsync("Nothing is urgent below a hundred points");
        await page.GetByRole(AriaRole.Button, new() { Name = "Hand in for approval" }).ClickAsync();
    }

    /// <summary>A message comes in, and its case is opened as soon as it is classified.</summary>
    private async Task<IPage> NextCaseAsync(IPage page, string subject)
    {
        var mail = $"From: Anna Keller <anna.keller@nordwind.example>\r\nTo: support@trasa.example\r\nSubject: {subject}\r\nMessage-ID: <{subject.Replace(' ', '.')}@nordwind.example>\r\nDate: Fri, 20 Nov 2026 10:00:00 +0200\r\n\r\nThe TrackBox platform is down, all our vehicles are offline.\r\n";
        await browser.Services.GetRequiredService<MailIntake>().AcceptAsync(Encoding.UTF8.GetBytes(mail), "test", Token);
        var link = page.GetByRole(AriaRole.Link, new() { Name = subject }).First;
        for (var look = 0; look < 30 && await link.CountAsync() == 0; look++)
        {
            await page.GotoAsync("/cases");
            await Expect(page.Locator(".skeleton")).ToHaveCountAsync(0);
        }

        await link.ClickAsync();
        await Expect(page.Locator(".why", new() { HasTextString = "R-CLASS" })).ToBeVisibleAsync();
        return page;
    }
}
