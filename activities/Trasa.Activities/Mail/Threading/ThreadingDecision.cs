namespace Trasa.Activities.Mail.Threading;

/// <summary>To which conversation a mail belongs, and why.</summary>
/// <param name="Evidence">What decided.</param>
/// <param name="Conversation">The number of the conversation, or null for a new one.</param>
/// <param name="Subject">See <see cref="SubjectChain.Normalise"/>: same customer and same subject makes a chain.</param>
/// <param name="Reason">For a person.</param>
public sealed record ThreadingDecision(ThreadingEvidence Evidence, string? Conversation, string Subject, string Reason);

public enum ThreadingEvidence
{
    /// <summary>Nothing leads to a conversation: a new one.</summary>
    None,

    /// <summary>In-Reply-To or References name a mail that we know.</summary>
    MessageId,

    /// <summary>The subject has a number with its right seal.</summary>
    SealedReference,

    /// <summary>The subject has a bare number and its sender takes part in that conversation.</summary>
    ReferenceOfParticipant,

    /// <summary>The subject has a bare number but its sender is a stranger there: a new conversation, and worth a look.</summary>
    ReferenceOfStranger,
}
