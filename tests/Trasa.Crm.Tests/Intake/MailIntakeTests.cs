using System.Globalization;
using System.Text;
using Trasa.Activities.Mail.Threading;
using Trasa.Crm.Intake;
using Trasa.Crm.Timeline;
using Trasa.Engine.Doors;
using Trasa.Engine.Stores;

namespace Trasa.Crm.Tests.Intake;

/// <summary>What the intake finds out about a mail and its sender before any rule is asked.</summary>
public abstract class MailIntakeTests(DatabaseKind kind) : DeskSuite(kind)
{
    private const string SentByUs = "sent-by-us@trasa.example";

    private Quarantine Quarantine => Desk.Host.Get<Quarantine>();

    [Theory]
    [InlineData("Support@trasa.example", "", "1@relay.example")]
    [InlineData("support@trasa.example", "Reply-To: support@trasa.example\r\n", "1@relay.example")]
    [InlineData("support@trasa.example", "Reply-To: anna@nordwind.example\r\n", SentByUs)]
    [InlineData("list@relay.example", "X-Trasa-Loop: support@trasa.example\r\n", "1@relay.example")]
    [InlineData("list@relay.example", "", SentByUs)]
    public async Task Mail_of_ours_that_comes_back_is_a_loop(string from, string field, string messageId)
    {
        await Desk.CreateAsync("message", new { direction = "out", channel = "mail", subject = "Hello", messageId = SentByUs });

        var message = await TakeAsync(from, messageId, field);

        Assert.True(message["loop"] is true);
        Assert.NotEmpty(message.Text("stateReason") ?? "");
    }

    [Theory]
    [InlineData("X-Trasa-Loop: support@other.example\r\n")]
    [InlineData("In-Reply-To: <" + SentByUs + ">\r\n")]
    public async Task Mail_of_another_installation_and_an_answer_are_none(string field)
    {
        await Desk.CreateAsync("message", new { direction = "out", channel = "mail", subject = "Hello", messageId = SentByUs });

        Assert.False((await TakeAsync("anna@nordwind.example", "1@nordwind.example", field))["loop"] is true);
    }

    [Fact]
    public async Task Messages_of_the_same_sender_are_counted_for_an_hour()
    {
        List<object?> counts = [];
        for (var number = 0; number < 3; number++)
            counts.Add((await TakeAsync("robot@tickets.example", string.Create(CultureInfo.InvariantCulture, $"{number}@tickets.example")))["recentFromSender"]);
        counts.Add((await TakeAsync("anna@nordwind.example", "1@nordwind.example"))["recentFromSender"]);
        await Desk.Host.AdvanceAsync(TimeSpan.FromMinutes(61), Token);
        counts.Add((await TakeAsync("robot@tickets.example", "9@tickets.example"))["recentFromSender"]);

        Assert.Equal([0m, 1m, 2m, 0m, 0m], counts.Cast<decimal>());
    }

    [Fact]
    public async Task Mail_of_somebody_who_works_here_is_a_note_and_no_word_of_the_customer()
    {
        await Desk.CreateAsync("user", new { login = "ana", name = "Ana Popescu", status = "available", email = "ana@trasa.example" });
        var found = await Desk.CaseAsync();

        var message = await TakeAsync("The boss <Ana@trasa.example>", "1@trasa.example");
        await Desk.UpdateAsync(message, new { @case = found.Id });

        Assert.True(message["internal"] is true);
        Assert.DoesNotContain("case.message.received", await EventsAsync());
        var story = await Desk.Host.Get<ITimeline>().ReadAsync(new(found.Reference), Actor.System, Token);
        var note = Assert.Single(story.Entries, entry => entry.Kind == TimelineKind.Note);
        Assert.Contains("Ana Popescu", note.Text, StringComparison.Ordinal);
        Assert.Contains("ana@trasa.example", note.Text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(story.Entries, entry => entry.Kind == TimelineKind.MessageIn);
    }

    [Fact]
    public async Task Bare_number_opens_no_record_to_whoever_bears_the_address_of_a_colleague()
    {
        await Desk.CreateAsync("user", new { login = "ana", name = "Ana Popescu", status = "available", email = "ana@trasa.example" });
        var found = await Desk.CaseAsync();
        var filed = await TakeAsync("ana@trasa.example", "1@trasa.example");
        await Desk.UpdateAsync(filed, new { @case = found.Id });

        var party = await Desk.WriteAsync(work => Desk.Host.Get<RecordConversations>().In(work).PartyAsync(found.Text("number")!, "ana@trasa.example", Token));

        Assert.Equal(ConversationParty.Stranger, party);
    }

    [Fact]
    public async Task Form_on_our_site_that_writes_from_our_address_is_of_whoever_filled_it_in()
    {
        var message = await TakeAsync("Support@trasa.example", "1@web.example", "Reply-To: Anna Keller <anna@nordwind.example>\r\n");

        Assert.False(message["loop"] is true);
        Assert.Equal(("anna@nordwind.example", "Anna Keller"), (message.Text("from"), message.Text("fromName")));
    }

    [Fact]
    public async Task Mail_of_a_customer_that_is_filed_is_told_to_the_workflows()
    {
        var found = await Desk.CaseAsync();

        var message = await TakeAsync("anna@nordwind.example", "1@nordwind.example");
        await Desk.UpdateAsync(message, new { @case = found.Id });

        Assert.False(message["internal"] is true);
        Assert.Contains("case.message.received", await EventsAsync());
    }

    [Fact]
    public async Task Sender_who_cannot_have_an_address_goes_to_quarantine_with_the_reason()
    {
        var taken = await AcceptAsync("From: Vasile Rusu <vasile@.example>\r\nSubject: x\r\nMessage-ID: <1@x>\r\n\r\nHello\r\n");

        Assert.Equal(IntakeOutcome.Quarantined, taken.Outcome);
        Assert.Contains("'vasile@.example' is not a mail address", taken.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sender_whose_quote_is_not_closed_is_read()
    {
        var message = await TakeAsync("\"Vasile Rusu <vasile.rusu@moldovaagro.example>", "1@moldovaagro.example");

        Assert.Equal(("vasile.rusu@moldovaagro.example", "Vasile Rusu"), (message.Text("from"), message.Text("fromName")));
    }

    [Theory]
    [InlineData("Subject: No sender\r\n\r\nHello\r\n")]
    [InlineData("")]
    public async Task What_cannot_be_read_lies_in_quarantine_once_until_somebody_settles_it(string mail)
    {
        var first = await AcceptAsync(mail);
        var second = await AcceptAsync(mail);

        Assert.Equal(first.Id, second.Id);
        Assert.Equal(2, Assert.Single(await Quarantine.ListAsync(openOnly: true, 10, Token)).Attempts);

        await Quarantine.ResolveAsync(first.Id, "Dismissed", Actor.System, Token);
        Assert.NotEqual(first.Id, (await AcceptAsync(mail)).Id);
    }

    private Task<IntakeResult> AcceptAsync(string mail) => Desk.Host.Get<MailIntake>().AcceptAsync(Encoding.UTF8.GetBytes(mail), "test.eml", Token);

    private async Task<Record> TakeAsync(string from, string messageId, string field = "")
    {
        var taken = await AcceptAsync($"From: {from}\r\nTo: support@trasa.example\r\nSubject: Portal\r\nMessage-ID: <{messageId}>\r\n{field}\r\nPlease add the second user.\r\n");
        Assert.Equal(IntakeOutcome.Accepted, taken.Outcome);
        return (await Desk.Records.FindAsync(null, "message", taken.Id, Actor.System, Token))!;
    }

    private async Task<List<string>> EventsAsync()
    {
        await using var connection = await Desk.Host.Database.OpenAsync(Token);
        return await connection.Command("select name from stimulus").QueryAsync(row => row.GetString(0), Token);
    }
}

public sealed class SqliteMailIntakeTests() : MailIntakeTests(DatabaseKind.Sqlite);

public sealed class PostgresMailIntakeTests() : MailIntakeTests(DatabaseKind.PostgreSql);
