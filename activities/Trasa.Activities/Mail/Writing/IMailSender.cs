namespace Trasa.Activities.Mail.Writing;

/// <summary>The door through which mail leaves.</summary>
/// <remarks>
/// At least once: when an answer is lost the caller tries again with the same message, whose identifier is the same.
/// Implementations are thread-safe and answer every failure of the way with a value; only cancellation throws.
/// </remarks>
public interface IMailSender
{
    Task<MailDelivery> SendAsync(OutgoingMail mail, CancellationToken cancellationToken);
}

/// <summary>What became of a message.</summary>
/// <param name="Status">Done, never, or later.</param>
/// <param name="Detail">What the other side said, or where the file is.</param>
/// <param name="RefusedRecipients">Addresses refused for good although the message went to the others.</param>
public sealed record MailDelivery(MailDeliveryStatus Status, string Detail, IReadOnlyList<string> RefusedRecipients)
{
    public static MailDelivery Sent(string detail, IReadOnlyList<string> refused) => new(MailDeliveryStatus.Sent, detail, refused);

    public static MailDelivery RefusedForGood(string detail, IReadOnlyList<string> refused) => new(MailDeliveryStatus.RefusedForGood, detail, refused);

    public static MailDelivery FailedForNow(string detail) => new(MailDeliveryStatus.FailedForNow, detail, []);
}

public enum MailDeliveryStatus
{
    /// <summary>The other side took responsibility for it.</summary>
    Sent,

    /// <summary>It will never be taken as it is; a person must look.</summary>
    RefusedForGood,

    /// <summary>Try the same message again later.</summary>
    FailedForNow,
}
