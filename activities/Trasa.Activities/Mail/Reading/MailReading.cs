using Trasa.Activities.Mail.Mime;

namespace Trasa.Activities.Mail.Reading;

/// <summary>Either the mail, or the limit that it exceeds; never both, never neither.</summary>
public sealed record MailReading
{
    private MailReading(ParsedMail? mail, MimeLimitExceeded? refused) => (Mail, Refused) = (mail, refused);

    public ParsedMail? Mail { get; }

    public MimeLimitExceeded? Refused { get; }

    internal static MailReading Of(ParsedMail mail) => new(mail, null);

    internal static MailReading Of(MimeLimitExceeded refused) => new(null, refused);
}

/// <summary>How mail is read.</summary>
public sealed class MailReaderOptions
{
    public MimeLimits Limits { get; set; } = new();

    /// <summary>More Received fields than this mean a loop; default 30 (relays give up at 50 to 100).</summary>
    public int LoopHops { get; set; } = 30;

    /// <summary>
    /// The X-Trasa-Loop value of this installation, the address that it writes from: another installation's mail is a
    /// customer's. Null (the default) takes any value as ours.
    /// </summary>
    public string? LoopMark { get; set; }
}
