using Trasa.Activities.Deciding;
using Trasa.Activities.Mail.Sending;
using Trasa.Activities.Mail.Writing;
using Trasa.Activities.People;
using Trasa.Activities.Sms;
using Trasa.Activities.Templates;
using Trasa.Crm.Records;
using Trasa.Engine.Calendars;
using Trasa.Engine.Doors;
using Trasa.Engine.Outbox;
using Trasa.Engine.Stores;

namespace Trasa.Crm.Messaging;

/// <summary>
/// Tells colleagues something about a record, by the channels that R-CHANNEL chooses: on the screen always, by mail and text
/// message as the table says. In quiet hours what is not urgent waits for the next opening.
/// </summary>
public sealed class Notifier(
    IRecords records,
    IOutbox outbox,
    IDirectory directory,
    ICalendars calendars,
    RecordFactsReader facts,
    RecordAddresses addresses,
    MessageTemplates templates,
    IDecisions decisions,
    IIdentifiers identifiers,
    MessagingOptions options)
{
    /// <summary>Sends the notice to everybody that the addresses reach now. Returns who was told.</summary>
    public async Task<IReadOnlyList<ResolvedPerson>> TellAsync(IUnitOfWork work, Notice notice, DateTimeOffset now, Actor actor, CancellationToken cancellationToken)
    {
        if (await facts.ReadAsync(work, notice.About, actor, cancellationToken).ConfigureAwait(false) is not { } found) return [];
        var people = notice.People ?? await ResolveAsync(work, found, notice, now, actor, cancellationToken).ConfigureAwait(false);
        var rendered = await templates.RenderAsync(notice.Template, MessageTemplates.FallbackLanguage, MessageScope.Of(found, notice.Extra), cancellationToken).ConfigureAwait(false);
        var quiet = await QuietUntilAsync(now, cancellationToken).ConfigureAwait(false);
        foreach (var person in people)
        {
            var user = await records.FindAsync(work, "user", person.Person.Id, Actor.System, cancellationToken).ConfigureAwait(false);
            var channels = await ChannelsAsync(work, found, user?["fieldStaff"] is true, quiet is not null, now, actor, cancellationToken).ConfigureAwait(false);
            var leaves = channels.Hold && quiet is { } opening ? opening : now;
            await WriteAsync(work, found, person, rendered, channels, leaves, user?.Text("phone"), notice, cancellationToken).ConfigureAwait(false);
        }

        return people;
    }

    private async Task<List<ResolvedPerson>> ResolveAsync(IUnitOfWork work, RecordFacts found, Notice notice, DateTimeOffset now, Actor actor, CancellationToken cancellationToken)
    {
        var people = new List<ResolvedPerson>();
        foreach (var word in notice.To)
        {
            foreach (var address in await addresses.OfAsync(work, found.Record, word, actor, cancellationToken).ConfigureAwait(false))
            {
                var resolution = await directory.ResolveAsync(address, now, cancellationToken).ConfigureAwait(false);
                people.AddRange(resolution.People.Where(person => people.TrueForAll(other => other.Person.Id != person.Person.Id)));
            }
        }

        return people;
    }

    private async Task WriteAsync(IUnitOfWork work, RecordFacts found, ResolvedPerson person, RenderedTemplate text, NoticeChannels channels, DateTimeOffset leaves, string? phone, Notice asked, CancellationToken cancellationToken)
    {
        var subject = person.OnBehalfOf is { } absent ? $"{text.Subject} (for {absent.Name})" : text.Subject;
        var notice = await records.CreateAsync(work, "notification", new Dictionary<string, object?>
        {
            ["user"] = person.Person.Id,
            ["onBehalfOf"] = person.OnBehalfOf?.Id,
            ["subject"] = subject,
            ["body"] = text.Body,
            ["about"] = found.Record.Reference.ToString(),
            ["showAt"] = leaves,
        }, Actor.System, cancellationToken).ConfigureAwait(false);

        if (channels.Mail && person.Person.Email is { Length: > 0 } email)
            await outbox.EnqueueAsync(work, Mail(notice.Id, email, person.Person.Name, subject, await BodyAsync(text, found.Record, person.Person, asked).ConfigureAwait(false), leaves, found.Record), cancellationToken).ConfigureAwait(false);
        if (channels.Sms && phone is { Length: > 0 })
            await outbox.EnqueueAsync(work, new(identifiers.Next(), SmsMessage.Channel, $"{notice.Id:N}.sms", new SmsMessage(phone, subject).ToJson(), leaves, Subject: found.Record.Reference.ToString()), cancellationToken).ConfigureAwait(false);
    }

    private OutboxMessage Mail(Guid noticeId, string email, string name, string subject, string body, DateTimeOffset leaves, Record about)
    {
        var domain = options.SupportAddress[(options.SupportAddress.IndexOf('@', StringComparison.Ordinal) + 1)..];
        var mail = new OutgoingMail
        {
            IdempotencyKey = $"{noticeId:N}.mail",
            MessageId = $"{noticeId:N}@{domain}",
            From = new(options.SupportName, options.SupportAddress),
            To = [new(name, email)],
            Subject = subject,
            Text = body,
            Date = leaves,
            IsAutomatic = true,
        };
        return new(identifiers.Next(), MailChannel.ChannelName, mail.MessageId, MailChannel.Payload(mail), leaves, Subject: about.Reference.ToString());
    }

    private async ValueTask<string> BodyAsync(RenderedTemplate text, Record about, Person person, Notice asked)
    {
        var link = asked.Link is { } own ? await own(person).ConfigureAwait(false) : new Uri(options.PublicAddress, RecordPages.Of(about.Reference));
        return $"{text.Body}\n\n{link}\n";
    }

    /// <summary>When the quiet hours end, or null when it is not quiet now.</summary>
    private async ValueTask<DateTimeOffset?> QuietUntilAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        await calendars.FindAsync(options.QuietCalendar, cancellationToken).ConfigureAwait(false) is { } calendar && !calendar.IsOpenAt(now)
            && calendar.NextOpening(now).TryGet(out var opening, out _) ? opening : null;

    private async Task<NoticeChannels> ChannelsAsync(IUnitOfWork work, RecordFacts found, bool fieldStaff, bool quiet, DateTimeOffset now, Actor actor, CancellationToken cancellationToken)
    {
        var facts = new Dictionary<string, object?> { ["priority"] = found.Record.Text("priority") ?? "medium", ["fieldStaff"] = fieldStaff, ["quietHours"] = quiet };
        var answer = await decisions.DecideAsync(work, new("R-CHANNEL", null, facts, now, actor, Subject: found.Record.Reference.ToString()), cancellationToken).ConfigureAwait(false);
        return answer.Value is IReadOnlyDictionary<string, object?> row
            ? new(row.GetValueOrDefault("mail") is true, row.GetValueOrDefault("sms") is true, row.GetValueOrDefault("hold") is true)
            : new(Mail: true, Sms: false, Hold: false);
    }

    private readonly record struct NoticeChannels(bool Mail, bool Sms, bool Hold);
}

/// <param name="About">What it is about.</param>
/// <param name="To">Addresses, or words that the record gives a meaning: <c>owner</c> (or <c>assignee</c>), <c>supervisor</c>, <c>manager</c>, <c>dispatcher</c>.</param>
/// <param name="Template">Key of the template.</param>
/// <param name="Extra">What the template may name beside the record.</param>
public sealed record Notice(RecordReference About, IReadOnlyList<string> To, string Template, IReadOnlyDictionary<string, object?> Extra)
{
    /// <summary>Who is told, when that is found out already; else the addresses say.</summary>
    public IReadOnlyList<ResolvedPerson>? People { get; init; }

    /// <summary>Where the link in each person's mail leads; the record's page when null.</summary>
    public Func<Person, ValueTask<Uri>>? Link { get; init; }
}
