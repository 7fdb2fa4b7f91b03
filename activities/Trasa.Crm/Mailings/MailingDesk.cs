using Trasa.Activities.Templates;
using Trasa.Crm.Matching;
using Trasa.Crm.Messaging;
using Trasa.Crm.Records;
using Trasa.Engine.Doors;
using Trasa.Engine.Stores;

namespace Trasa.Crm.Mailings;

/// <summary>
/// Writes to people who agreed to it, by mail, text message or letter: never to somebody who does not want it, at most once a
/// day whoever sends it and by whatever way, and always with a way to stop it. Filed and handed over in one transaction.
/// </summary>
public sealed class MailingDesk
{
    private readonly IRecords _records;
    private readonly RecordFactsReader _facts;
    private readonly TimeProvider _time;
    private readonly MessagingOptions _options;
    private readonly Dictionary<string, IMailingChannel> _channels;

    internal MailingDesk(IEnumerable<IMailingChannel> channels, IRecords records, RecordFactsReader facts, TimeProvider time, MessagingOptions options)
    {
        (_records, _facts, _time, _options) = (records, facts, time, options);
        _channels = channels.ToDictionary(channel => channel.Key, StringComparer.Ordinal);
    }

    /// <summary>How it reads for this record; nothing is sent.</summary>
    /// <exception cref="MailingInvalidException">Subject or text cannot be read.</exception>
    public async Task<MailingPreview?> PreviewAsync(Mailing mailing, Actor actor, CancellationToken cancellationToken)
    {
        if (await _facts.ReadAsync(null, mailing.About, actor, cancellationToken).ConfigureAwait(false) is not { } found) return null;
        var rendered = Render(found, mailing);
        var text = TrackedText.Read(rendered.Body);
        return new(rendered.Subject, text.Plain(text.Links), rendered.Gaps);
    }

    /// <summary>Sends it to somebody who wants to see it before others do: no link is followed, nothing is filed.</summary>
    /// <exception cref="MailingInvalidException">Subject or text cannot be read, or there is no test by this way.</exception>
    public async Task SendTestAsync(IUnitOfWork work, Mailing mailing, string address, Actor actor, CancellationToken cancellationToken)
    {
        var found = await _facts.ReadAsync(work, mailing.About, actor, cancellationToken).ConfigureAwait(false) ?? throw new MailingInvalidException("There is nobody to try it with.");
        var rendered = Render(found, mailing);
        await Channel(mailing).SendTestAsync(work, mailing, rendered, address, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sends it to the contact of the record, if that may be.</summary>
    /// <exception cref="MailingInvalidException">Subject or text cannot be read.</exception>
    public async Task<(MailingOutcome Outcome, Record? Message)> SendAsync(IUnitOfWork work, Mailing mailing, Actor actor, CancellationToken cancellationToken)
    {
        var found = await _facts.ReadAsync(work, mailing.About, actor, cancellationToken).ConfigureAwait(false);
        if (found?.Contact is not { } named) return (MailingOutcome.NoAddress, null);
        // Whoever writes to them now waits here, so that one of two finds what the other has sent.
        await Turns.TakeAsync(work, [$"mailing:{named.Id}"], cancellationToken).ConfigureAwait(false);
        var contact = await _records.FindAsync(work, "contact", named.Id, Actor.System, cancellationToken).ConfigureAwait(false) ?? named;
        if (contact["consent"] is not true || contact["optedOutAt"] is not null) return (MailingOutcome.NotWanted, null);
        var channel = Channel(mailing);
        if (channel.AddressOf(contact, found.Company) is not { Length: > 0 } address) return (MailingOutcome.NoAddress, null);
        if (await WasWrittenTodayAsync(work, contact, cancellationToken).ConfigureAwait(false)) return (MailingOutcome.WrittenToday, null);
        return (MailingOutcome.Sent, await channel.SendAsync(work, new(mailing, Render(found, mailing), contact, address), actor, cancellationToken).ConfigureAwait(false));
    }

    private IMailingChannel Channel(Mailing mailing) =>
        _channels.GetValueOrDefault(mailing.Channel) ?? throw new MailingInvalidException($"'{mailing.Channel}' is no way to write to somebody; there are {string.Join(", ", _channels.Keys)}.");

    private async Task<bool> WasWrittenTodayAsync(IUnitOfWork work, Record contact, CancellationToken cancellationToken)
    {
        var local = TimeZoneInfo.ConvertTime(_time.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById(_options.TimeZone));
        var midnight = new DateTimeOffset(local.Date, local.Offset);
        var query = new RecordQuery("message", [new("contact", FieldOperator.Equal, contact.Id), new("marketing", FieldOperator.Equal, true), new("sentAt", FieldOperator.GreaterOrEqual, midnight)], Take: 1);
        return (await _records.QueryAsync(work, query, Actor.System, cancellationToken).ConfigureAwait(false)).Records.Count > 0;
    }

    private static RenderedTemplate Render(RecordFacts found, Mailing mailing)
    {
        var template = MessageTemplate.Parse($"---\nsubject: {mailing.Subject.ReplaceLineEndings(" ")}\n---\n{mailing.Text}", out var problems);
        return template?.Render(MessageScope.Of(found, mailing.Extra)) ?? throw new MailingInvalidException($"Line {Math.Max(1, problems[0].Line - 3)}: {problems[0].Message}");
    }
}
