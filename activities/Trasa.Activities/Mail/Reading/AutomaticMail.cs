namespace Trasa.Activities.Mail.Reading;

/// <summary>Why a mail counts as written by a program.</summary>
/// <param name="Kind">What kind of program.</param>
/// <param name="Reason">The field that says so, e.g. "Auto-Submitted: auto-replied".</param>
public sealed record AutomaticMail(AutomaticKind Kind, string Reason);

public enum AutomaticKind
{
    /// <summary>Out of office and other answers of a program.</summary>
    AutoReply,

    /// <summary>A delivery report: something we sent did not arrive, or did.</summary>
    DeliveryReport,

    /// <summary>A mailing list, newsletter or notification.</summary>
    Bulk,
}
