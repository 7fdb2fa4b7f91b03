using System.Security.Cryptography;
using System.Text;
using Trasa.Activities.Mail.Mime;
using Trasa.Activities.Mail.Reading;

namespace Trasa.Activities.Mail.Writing;

/// <summary>
/// A message to send. It carries its own identifier and date, so that a repeated delivery is the same message byte for
/// byte and the receiving side can tell.
/// </summary>
public sealed record OutgoingMail
{
    /// <summary>The same for every attempt to send this message, different for every other message.</summary>
    public required string IdempotencyKey { get; init; }

    /// <summary>Without angle brackets; see <see cref="MessageIdFor"/>.</summary>
    public required string MessageId { get; init; }

    public required DateTimeOffset Date { get; init; }

    public required MailAddress From { get; init; }

    public IReadOnlyList<MailAddress> To { get; init; } = [];

    public IReadOnlyList<MailAddress> Cc { get; init; } = [];

    /// <summary>Receive the message without being named in it.</summary>
    public IReadOnlyList<MailAddress> Bcc { get; init; } = [];

    public MailAddress? ReplyTo { get; init; }

    public required string Subject { get; init; }

    public required string Text { get; init; }

    public string? Html { get; init; }

    public IReadOnlyList<MailAttachment> Attachments { get; init; } = [];

    /// <summary>The mail that this one answers, without angle brackets.</summary>
    public string? InReplyTo { get; init; }

    /// <summary>The mails before, oldest first, without angle brackets; <see cref="InReplyTo"/> is added at the end.</summary>
    public IReadOnlyList<string> References { get; init; } = [];

    /// <summary>Written by a workflow and not by a person: other programs are asked not to answer (RFC 3834).</summary>
    public bool IsAutomatic { get; init; }

    /// <summary>Value of X-Trasa-Loop: which installation sent it. The outbox writes the sender's address when it is null.</summary>
    public string? LoopMark { get; init; }

    /// <summary>Where the reader stops such mail with one click, without signing in (RFC 8058); none when null.</summary>
    public Uri? Unsubscribe { get; init; }

    /// <summary>Content-Language, e.g. "ro".</summary>
    public string? Language { get; init; }

    /// <summary>An identifier that follows from the key, so that a second attempt has the same one.</summary>
    public static string MessageIdFor(string idempotencyKey, string domain) =>
        $"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(idempotencyKey)))[..32]}@{domain}";
}
