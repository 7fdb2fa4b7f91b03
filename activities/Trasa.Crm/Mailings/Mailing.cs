using Trasa.Crm.Records;

namespace Trasa.Crm.Mailings;

/// <param name="About">The record that the mail belongs to and that hears of what becomes of it, e.g. a member of a campaign.</param>
/// <param name="Subject">With FEEL between double braces, as templates have.</param>
/// <param name="Text">As the subject; links in it are followed.</param>
/// <param name="Series">What the mails that are counted together have in common, e.g. <c>campaign:id</c>.</param>
/// <param name="Variant">Which of several mails of the series it is.</param>
/// <param name="Extra">What subject and text may name beside the record and its customer.</param>
public sealed record Mailing(RecordReference About, string Subject, string Text, string? Series, string? Variant, IReadOnlyDictionary<string, object?> Extra)
{
    /// <summary>How it reaches the reader, one of <see cref="MailingChannels"/>.</summary>
    public string Channel { get; init; } = MailingChannels.Mail;
}

/// <summary>The ways to write to somebody, as messages name them.</summary>
public static class MailingChannels
{
    public const string Mail = "mail";
    public const string Sms = "sms";
    public const string Letter = "letter";
}

/// <summary>What became of the wish to write to somebody.</summary>
public enum MailingOutcome
{
    Sent,

    /// <summary>They have not agreed, or do not want such mail any more.</summary>
    NotWanted,

    /// <summary>They were written to on this day already.</summary>
    WrittenToday,

    /// <summary>There is nobody, no address (number, street), or mail does not reach it.</summary>
    NoAddress,
}

/// <param name="Subject">As it is read.</param>
/// <param name="Text">As it is read, with the links as they were written.</param>
/// <param name="Gaps">Expressions that gave nothing.</param>
public sealed record MailingPreview(string Subject, string Text, IReadOnlyList<string> Gaps);

/// <summary>A subject or text that cannot be read; the message says where.</summary>
public sealed class MailingInvalidException(string message) : Exception(message);
