using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Trasa.Activities.Mail.Threading;
using Trasa.Activities.Mail.Writing;
using Trasa.Crm.Attachments;
using Trasa.Crm.Intake;
using Trasa.Crm.Messaging;
using Trasa.Crm.Metadata;
using Trasa.Crm.Records;
using Trasa.Crm.Scenarios;
using Trasa.Crm.Timeline;
using Trasa.Engine.Definitions;
using Trasa.Engine.Doors;
using Trasa.Engine.Stores;

namespace Trasa.Crm.Tests.Messaging;

/// <summary>Mail to and from the customer of a record that is no case.</summary>
public abstract class CustomerMailTests(DatabaseKind kind) : IAsyncLifetime
{
    private const string Dispute = """
        {
          "key": "dispute", "label": "Dispute", "plural": "Disputes", "titleField": "subject", "numberFormat": "D-{yyyy}-{0000}",
          "fields": [
            { "name": "number", "label": "Number", "type": "text", "unique": true, "readOnly": true },
            { "name": "subject", "label": "Subject", "type": "text", "required": true },
            { "name": "language", "label": "Language", "type": "text" },
            { "name": "client", "label": "Client", "type": "reference", "to": "contact" },
            { "name": "answerDueAt", "label": "Answer due", "type": "dateTime" }
          ]
        }
        """;

    private readonly CollectedMail _mail = new();
    private Desk _desk = null!;
    private Record _contact = null!;
    private Record _dispute = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _desk = await Desk.OpenAsync(kind, services => services.AddSingleton<IMailSender>(_mail));
        await _desk.Host.Get<IRecordTypes>().SaveAsync([("dispute", Dispute)], Actor.System, Token);
        await PublishAsync("heard.en", "---\nsubject: About {{ dispute.subject }}\n---\n{{ contact.name }}: {{ record.number }} by {{ due.answer }}\n");
        _contact = await _desk.CreateAsync("contact", new { name = "Anna Keller", email = "anna@nordwind.example" });
        _dispute = await _desk.CreateAsync("dispute", new { subject = "Broken pallet", client = _contact.Id, answerDueAt = Office.At("2026-05-04 12:00") });
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_desk is not null) await _desk.DisposeAsync();
    }

    [Fact]
    public async Task Message_goes_to_the_client_with_its_files_and_is_filed_with_the_record()
    {
        var file = await _desk.WriteAsync(work => _desk.Host.Get<IAttachments>().AddAsync(work, _dispute.Reference, new("answer.pdf", "application/pdf", "%PDF"u8.ToArray()), Actor.System, Token));

        var message = await SendAsync(file.Id);

        Assert.Equal(_dispute.Reference.ToString(), message.Text("about"));
        Assert.Equal("anna@nordwind.example", message.Text("to"));
        Assert.Equal("Anna Keller: D-2026-0001 by Monday, 4 May 2026, 12:00", message.Text("bodyText")!.TrimEnd());
        Assert.Contains("[#D-2026-0001.", message.Text("subject"), StringComparison.Ordinal);
        Assert.Equal([file.Id], (IEnumerable<object?>)message["files"]!);
        var story = await _desk.Host.Get<ITimeline>().ReadAsync(new(_dispute.Reference), Actor.System, Token);
        Assert.Single(story.Entries, entry => entry.Kind == TimelineKind.MessageOut);
    }

    [Fact]
    public async Task Due_time_is_in_the_language_of_the_text_around_it()
    {
        await PublishAsync("heard.ro", "---\nsubject: Despre\n---\npână la {{ due.answer }}\n");
        _dispute = await _desk.CreateAsync("dispute", new { subject = "Palet rupt", client = _contact.Id, language = "ro", answerDueAt = Office.At("2026-05-04 12:00") });
        var romanian = await SendAsync();
        _dispute = await _desk.CreateAsync("dispute", new { subject = "Törött raklap", client = _contact.Id, language = "hu", answerDueAt = Office.At("2026-05-04 12:00") });
        var withoutTemplate = await SendAsync();

        Assert.Equal("până la luni, 4 mai 2026, 12:00", romanian.Text("bodyText")!.TrimEnd());
        Assert.EndsWith("by Monday, 4 May 2026, 12:00", withoutTemplate.Text("bodyText")!.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Missing_file_sends_nothing()
    {
        await Assert.ThrowsAsync<RecordInvalidException>(() => SendAsync(_contact.Id));

        Assert.Equal(0, (await _desk.Records.QueryAsync(null, new("message"), Actor.System, Token)).Total);
    }

    [Theory]
    [InlineData("In-Reply-To: <{0}>\r\n", "Re: whatever")]
    [InlineData("", "{1}")]
    public async Task Reply_is_threaded_to_the_record(string header, string subject)
    {
        var sent = await SendAsync();
        var raw = $"From: Anna <anna@nordwind.example>\r\nTo: support@trasa.example\r\nMessage-ID: <a@b>\r\n{header}Subject: {subject}\r\n\r\nHere is the photo.\r\n"
            .Replace("{0}", sent.Text("messageId"), StringComparison.Ordinal).Replace("{1}", sent.Text("subject"), StringComparison.Ordinal);
        var taken = await _desk.Host.Get<MailIntake>().AcceptAsync(Encoding.UTF8.GetBytes(raw), "test", Token);

        var filed = await ThreadAsync(taken.Id);

        Assert.Equal(_dispute.Reference.ToString(), filed.Text("about"));
        Assert.Contains("dispute.message.received", await EventsAsync());
    }

    private Task<DefinitionVersion> PublishAsync(string key, string template) =>
        _desk.Host.Get<IDefinitionStore>().PublishAsync(new(DefinitionKind.Template, key, key, template), "test", null, Token);

    private Task<Record> SendAsync(params Guid[] files) => _desk.WriteAsync(async work =>
    {
        var extra = await _desk.Host.Get<RecordTimes>().AddAsync(work, _dispute.Reference, "heard", new Dictionary<string, object?>(), Token);
        return (await _desk.Host.Get<CustomerMail>().SendTemplateAsync(work, new(_dispute.Reference, "heard", extra, files), Actor.System, Token))!;
    });

    private async Task<Record> ThreadAsync(Guid messageId)
    {
        await _desk.WriteAsync(async work =>
        {
            var conversations = _desk.Host.Get<RecordConversations>();
            var references = await _desk.Host.Get<SubjectReferences>().ReferenceAsync(work, Token);
            var message = (await _desk.Records.FindAsync(work, "message", messageId, Actor.System, Token))!;
            var decision = await new MailThreading(conversations.In(work), references).DecideAsync(
                new ThreadingClues(message.Text("inReplyTo") is { } answered ? [answered] : [], [], message.Text("subject")!, message.Text("from")!), Token);
            var found = (await conversations.FindAsync(work, decision.Conversation!, Actor.System, Token))!;
            return await _desk.Records.UpdateAsync(work, "message", messageId, new Dictionary<string, object?> { ["about"] = found.Reference.ToString() }, null, Actor.System, Token);
        });
        return (await _desk.Records.FindAsync(null, "message", messageId, Actor.System, Token))!;
    }

    private async Task<List<string>> EventsAsync()
    {
        await using var connection = await _desk.Host.Database.OpenAsync(Token);
        return await connection.Command("select name from stimulus").QueryAsync(row => row.GetString(0), Token);
    }
}

public sealed class SqliteCustomerMailTests() : CustomerMailTests(DatabaseKind.Sqlite);

public sealed class PostgreSqlCustomerMailTests() : CustomerMailTests(DatabaseKind.PostgreSql);
