using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Trasa.Activities.Mail.Language;
using Trasa.Activities.Mail.Reading;
using Trasa.Crm.Attachments;
using Trasa.Crm.Mailings;
using Trasa.Crm.Records;
using Trasa.Engine.Doors;
using Trasa.Engine.Stimuli;
using Trasa.Engine.Stores;
using Trasa.Engine.Values;

namespace Trasa.Crm.Intake;

/// <summary>
/// Takes in raw messages. When it returns, the message is stored - as a message with the event <c>message.received</c>, or
/// whole in quarantine with the reason - or it was known already. Nothing that came in is lost.
/// </summary>
public sealed partial class MailIntake(
    IDatabase database,
    IRecords records,
    MailReader reader,
    IAttachments attachments,
    Quarantine quarantine,
    Reactions reactions,
    MessageSources sources,
    Senders senders,
    IStimulusQueue stimuli,
    IIdentifiers identifiers,
    TimeProvider time,
    ILogger<MailIntake> logger)
{
    /// <summary>The event that starts the workflows of a message.</summary>
    public const string Received = "message.received";

    /// <param name="raw">The whole message (RFC 5322).</param>
    /// <param name="source">Where it came from: a file name, <c>api</c>.</param>
    /// <param name="cancellationToken">Stops before anything is stored.</param>
    public async Task<IntakeResult> AcceptAsync(ReadOnlyMemory<byte> raw, string source, CancellationToken cancellationToken)
    {
        if (raw.Length == 0) return await QuarantineAsync(raw, source, "The message is empty.", cancellationToken).ConfigureAwait(false);
        var reading = reader.Read(raw);
        if (reading.Mail is not { } mail) return await QuarantineAsync(raw, source, reading.Refused!.ToString(), cancellationToken).ConfigureAwait(false);
        if (mail.From is null) return await QuarantineAsync(raw, source, "The message has no readable sender, so nobody could be answered.", cancellationToken).ConfigureAwait(false);
        if (AddressText.Email(mail.From.Address).Problem is { } wrong) return await QuarantineAsync(raw, source, $"The message has no sender who could be answered: {wrong}", cancellationToken).ConfigureAwait(false);
        try
        {
            return await StoreAsync(mail, raw, source, KeyOf(mail, raw.Span), cancellationToken).ConfigureAwait(false);
        }
        catch (RecordInvalidException problem)
        {
            return await QuarantineAsync(raw, source, problem.Message, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<IntakeResult> StoreAsync(ParsedMail mail, ReadOnlyMemory<byte> raw, string source, string key, CancellationToken cancellationToken)
    {
        var work = await database.BeginAsync(cancellationToken).ConfigureAwait(false);
        await using (work.ConfigureAwait(false))
        {
            if (await KnownAsync(work, key, cancellationToken).ConfigureAwait(false) is { } known) return new(IntakeOutcome.Known, known, "This very message came in before.");
            var sender = await senders.ReadAsync(work, mail, cancellationToken).ConfigureAwait(false);
            var message = await records.CreateAsync(work, "message", Fields(mail, sender, key), Actor.System, cancellationToken).ConfigureAwait(false);
            await sources.KeepAsync(work, message.Id, raw, source, cancellationToken).ConfigureAwait(false);
            foreach (var file in mail.Attachments)
                await attachments.AddAsync(work, message.Reference, new(file.Name, file.ContentType, file.Content, file.ContentId), Actor.System, cancellationToken).ConfigureAwait(false);
            await reactions.BounceAsync(work, DeliveryReport.Failed(mail), cancellationToken).ConfigureAwait(false);
            await stimuli.EnqueueAsync(work, Event(message, key), cancellationToken).ConfigureAwait(false);
            await work.CommitAsync(cancellationToken).ConfigureAwait(false);
            return new(IntakeOutcome.Accepted, message.Id, null);
        }
    }

    private Stimulus Event(Record message, string key) => new(
        identifiers.Next(), StimulusKind.Event, Received, message.Reference.ToString(), null, null,
        JsonValues.Write(PayloadOf(message.Id)), time.GetUtcNow(), DeduplicationKey: $"{Received}:{key}", CausedBy: "Mail intake");

    /// <summary>What <see cref="Received"/> tells of a message.</summary>
    internal static Dictionary<string, object?> PayloadOf(Guid messageId) => new() { ["message"] = messageId.ToString() };

    private Dictionary<string, object?> Fields(ParsedMail mail, SenderFacts sender, string key) => new()
    {
        ["direction"] = "in",
        ["channel"] = "mail",
        ["state"] = "New",
        ["from"] = sender.Author.Address,
        // What a mail calls its sender anybody can write; a colleague bears the name that we know.
        ["fromName"] = sender.Colleague ?? sender.Author.Name,
        ["to"] = string.Join(", ", mail.To.Select(address => address.Address)),
        ["cc"] = string.Join(", ", mail.Cc.Select(address => address.Address)),
        ["subject"] = mail.Subject.Length > 0 ? mail.Subject : "(no subject)",
        ["bodyText"] = mail.Text,
        ["newText"] = mail.NewText,
        ["bodyHtml"] = mail.Html,
        ["messageId"] = mail.MessageId,
        ["inReplyTo"] = mail.InReplyTo.Count > 0 ? mail.InReplyTo[0] : null,
        ["references"] = string.Join(' ', mail.References),
        ["sentAt"] = mail.Date is { } written && written <= time.GetUtcNow() ? written : time.GetUtcNow(),
        ["automatic"] = mail.IsAutoReply,
        ["loop"] = sender.Loop is not null,
        ["internal"] = sender.Colleague is not null,
        ["recentFromSender"] = (decimal)sender.Recent,
        ["stateReason"] = mail.Automatic?.Reason ?? sender.Loop,
        ["language"] = LanguageGuesser.Guess($"{mail.Subject}\n{mail.NewText}") is { IsKnown: true } guess ? guess.Code : null,
        ["intakeKey"] = key,
    };

    private async Task<Guid?> KnownAsync(IUnitOfWork work, string key, CancellationToken cancellationToken)
    {
        var page = await records.QueryAsync(work, new("message", [new("intakeKey", FieldOperator.Equal, key)], Take: 1), Actor.System, cancellationToken).ConfigureAwait(false);
        return page.Records is [var message, ..] ? message.Id : null;
    }

    private async Task<IntakeResult> QuarantineAsync(ReadOnlyMemory<byte> raw, string source, string reason, CancellationToken cancellationToken)
    {
        var id = await quarantine.KeepAsync("mail", raw, source, reason, cancellationToken).ConfigureAwait(false);
        Log.Quarantined(logger, source, reason);
        return new(IntakeOutcome.Quarantined, id, reason);
    }

    /// <summary>
    /// The same message delivered twice has the same key. The content is part of it: a different message under a
    /// Message-ID that was used before must not vanish. Hops differ between deliveries, so they do not count.
    /// </summary>
    private static string KeyOf(ParsedMail mail, ReadOnlySpan<byte> raw)
    {
        if (mail.MessageId is not { Length: > 0 } id) return Convert.ToHexStringLower(SHA256.HashData(raw));
        return Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes($"{id}\n{mail.From?.Address}\n{mail.Subject}\n{mail.Text}")));
    }

    private static partial class Log
    {
        [LoggerMessage(5101, LogLevel.Warning, "Message from {Source} went to quarantine: {Reason}", EventName = nameof(Quarantined))]
        public static partial void Quarantined(ILogger logger, string source, string reason);
    }
}

/// <param name="Outcome">What became of it.</param>
/// <param name="Id">The message, or the entry in quarantine.</param>
/// <param name="Reason">In plain words, when it was not accepted.</param>
public sealed record IntakeResult(IntakeOutcome Outcome, Guid Id, string? Reason);

public enum IntakeOutcome
{
    Accepted,

    /// <summary>The same message came before.</summary>
    Known,

    Quarantined,
}
