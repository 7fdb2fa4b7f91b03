using Trasa.Activities.Mail.Mime;

namespace Trasa.Activities.Mail.Reading;

/// <summary>A received message as the rest of the product sees it. Everything in it comes from a stranger.</summary>
public sealed record ParsedMail
{
    /// <summary>Without angle brackets; null when the sender gave none.</summary>
    public required string? MessageId { get; init; }

    /// <summary>Identifiers without angle brackets.</summary>
    public required IReadOnlyList<string> InReplyTo { get; init; }

    /// <summary>Identifiers without angle brackets, oldest first.</summary>
    public required IReadOnlyList<string> References { get; init; }

    /// <summary>The first author, or the Sender when there is no readable From.</summary>
    public required MailAddress? From { get; init; }

    public required IReadOnlyList<MailAddress> To { get; init; }

    public required IReadOnlyList<MailAddress> Cc { get; init; }

    public required IReadOnlyList<MailAddress> ReplyTo { get; init; }

    /// <summary>When the sender says it was written; null when missing or unreadable.</summary>
    public required DateTimeOffset? Date { get; init; }

    /// <summary>Decoded, on one line; empty when missing.</summary>
    public required string Subject { get; init; }

    /// <summary>The whole text; made from the HTML when there is no plain text.</summary>
    public required string Text { get; init; }

    /// <summary><see cref="Text"/> without quoted mail and signature; never empty when <see cref="Text"/> is not.</summary>
    public required string NewText { get; init; }

    /// <summary>As received and therefore unsafe to show; null when there is none.</summary>
    public required string? Html { get; init; }

    public required IReadOnlyList<MailAttachment> Attachments { get; init; }

    public required HeaderFields Headers { get; init; }

    /// <summary>Why a program and not a person wrote this; null for a person's mail.</summary>
    public required AutomaticMail? Automatic { get; init; }

    /// <summary>Why answering this could go round in circles; null when there is no sign of it.</summary>
    public required string? LoopHint { get; init; }

    public required IReadOnlyList<MimeDefect> Defects { get; init; }

    /// <summary>No automatic answer may be sent to such a mail (RFC 3834, section 2).</summary>
    public bool IsAutoReply => Automatic is not null;
}

/// <summary>A file that came with a message, or a picture shown inside it.</summary>
/// <param name="Name">Safe as a file name: no folders, no control characters, never empty.</param>
/// <param name="ContentType">As the sender declared it, in lower case.</param>
/// <param name="Content">The decoded bytes.</param>
/// <param name="ContentId">What the HTML calls it (cid:), without angle brackets.</param>
/// <param name="IsInline">Shown inside the text rather than attached to it.</param>
public sealed record MailAttachment(string Name, string ContentType, byte[] Content, string? ContentId = null, bool IsInline = false);
