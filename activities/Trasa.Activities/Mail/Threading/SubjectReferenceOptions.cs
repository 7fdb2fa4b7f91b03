namespace Trasa.Activities.Mail.Threading;

/// <summary>How a conversation's number stands in a subject.</summary>
public sealed class SubjectReferenceOptions
{
    /// <summary>What comes before the number; default "[#".</summary>
    public string Opening { get; set; } = "[#";

    /// <summary>What comes after it; default "]".</summary>
    public string Closing { get; set; } = "]";

    /// <summary>A number such as C-2026-000123, as a regular expression without groups. Letters compare without case.</summary>
    public string NumberPattern { get; set; } = @"[A-Z]{1,4}-\d{4}-\d{3,9}";

    /// <summary>
    /// Signs the numbers that we send out; at least 16 bytes, the same on every host and over restarts. When it changes,
    /// older mails are still recognised for known senders.
    /// </summary>
    public byte[] Secret { get; set; } = [];
}
