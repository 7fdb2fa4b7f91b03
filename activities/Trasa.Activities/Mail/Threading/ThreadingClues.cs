namespace Trasa.Activities.Mail.Threading;

/// <summary>What of a mail says where it belongs.</summary>
/// <param name="InReplyTo">Identifiers without angle brackets.</param>
/// <param name="References">Identifiers without angle brackets, oldest first.</param>
/// <param name="Subject">Decoded.</param>
/// <param name="From">The sender's address, or empty.</param>
public sealed record ThreadingClues(IReadOnlyList<string> InReplyTo, IReadOnlyList<string> References, string Subject, string From);
