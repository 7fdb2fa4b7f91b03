using Trasa.Crm.Attachments;
using Trasa.Crm.Mailings;
using Trasa.Engine.Doors;
using Trasa.Engine.Stores;

namespace Trasa.Crm.Tests.Mailings;

/// <summary>Whoever is written to agreed to it, can be reached that way, and hears from us once a day.</summary>
public sealed class MailingDeskTests() : DeskSuite(DatabaseKind.Sqlite)
{
    [Theory]
    [InlineData(MailingChannels.Mail, true, MailingOutcome.Sent)]
    [InlineData(MailingChannels.Mail, false, MailingOutcome.NotWanted)]
    [InlineData(MailingChannels.Sms, true, MailingOutcome.NoAddress)]
    [InlineData(MailingChannels.Letter, true, MailingOutcome.NoAddress)]
    public async Task Nobody_is_written_to_without_consent_or_address(string channel, bool consent, MailingOutcome expected)
    {
        var contact = await Desk.CreateAsync("contact", new { name = "Anna Keller", email = "anna@nordwind.example", consent });

        var (outcome, message) = await SendAsync(contact, channel);

        Assert.Equal(expected, outcome);
        Assert.Equal(expected == MailingOutcome.Sent, message is not null);
    }

    [Fact]
    public async Task Day_has_one_message_whatever_way_it_came()
    {
        var contact = await Desk.CreateAsync("contact", new { name = "Anna Keller", email = "anna@nordwind.example", mobile = "+40722555999", consent = true });

        var (first, _) = await SendAsync(contact, MailingChannels.Sms);
        var (second, _) = await SendAsync(contact, MailingChannels.Mail);
        Desk.Host.Time.Advance(TimeSpan.FromHours(14));
        var (tomorrow, _) = await SendAsync(contact, MailingChannels.Mail);

        Assert.Equal([MailingOutcome.Sent, MailingOutcome.WrittenToday, MailingOutcome.Sent], [first, second, tomorrow]);
    }

    [Fact]
    public async Task Letter_is_a_file_of_the_contact_with_the_address_on_top()
    {
        var company = await Desk.CreateAsync("company", new { name = "Nordwind", street = "Am Sandtorkai 12", postalCode = "20457", city = "Hamburg" });
        var contact = await Desk.CreateAsync("contact", new { name = "Anna Keller", company = company.Id, consent = true });

        var (_, message) = await SendAsync(contact, MailingChannels.Letter);

        Assert.Equal("Anna Keller\nNordwind\nAm Sandtorkai 12\n20457 Hamburg", message!.Text("to"));
        var file = Assert.Single((IEnumerable<object?>)message["files"]!);
        var opened = (await Desk.Host.Get<IAttachments>().OpenAsync(null, (Guid)file!, Actor.System, Token))!;
        Assert.Equal("For Anna.pdf", opened.Name);
        Assert.True(opened.Content.Span.StartsWith("%PDF"u8));
    }

    [Fact]
    public async Task Refused_text_message_leaves_mail_as_it_is()
    {
        var contact = await Desk.CreateAsync("contact", new { name = "Anna Keller", email = "anna@nordwind.example", mobile = "+40722555999", consent = true });
        var (_, message) = await SendAsync(contact, MailingChannels.Sms);

        await Desk.WriteAsync(async work =>
        {
            await Desk.Host.Get<Reactions>().BounceAsync(work, [message!.Text("messageId")!], Token);
            return 0;
        });

        Assert.Equal("failed", (await Desk.ReadAsync(message!)).Text("deliveryState"));
        Assert.NotEqual(true, (await Desk.ReadAsync(contact))["undeliverable"]);
    }

    [Fact]
    public async Task Way_that_there_is_not_is_named_with_those_there_are()
    {
        var contact = await Desk.CreateAsync("contact", new { name = "Anna Keller", consent = true });

        var problem = await Assert.ThrowsAsync<MailingInvalidException>(() => SendAsync(contact, "fax"));

        Assert.Contains("mail, sms, letter", problem.Message, StringComparison.Ordinal);
    }

    private Task<(MailingOutcome Outcome, Record? Message)> SendAsync(Record contact, string channel) => Desk.WriteAsync(work =>
        Desk.Host.Get<MailingDesk>().SendAsync(work, new(contact.Reference, "For Anna", "See https://trasa.example/spring", "spring", "first", new Dictionary<string, object?>()) { Channel = channel }, Actor.System, Token));
}
