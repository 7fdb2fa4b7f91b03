using Trasa.Activities.Mail.Reading;

namespace Trasa.Activities.Mail.Threading;

/// <summary>
/// Finds the conversation that a mail goes on with: first by the message identifiers it answers, then by the reference in
/// its subject.
/// </summary>
/// <remarks>
/// A message identifier is as good as a key: nobody can name it who was not given the mail. A number can be guessed, so it
/// counts only with its seal or, however it is written, from a participant. The sender's address can be forged, therefore the caller must answer
/// to the addresses of the conversation and not to the sender of the newest mail; then a forged mail can add text to a
/// case but learns nothing from it.
/// </remarks>
public sealed class MailThreading(IConversations conversations, SubjectReference reference)
{
    public Task<ThreadingDecision> DecideAsync(ParsedMail mail, CancellationToken cancellationToken) =>
        DecideAsync(new ThreadingClues(mail.InReplyTo, mail.References, mail.Subject, mail.From?.Address ?? ""), cancellationToken);

    public async Task<ThreadingDecision> DecideAsync(ThreadingClues mail, CancellationToken cancellationToken)
    {
        var subject = SubjectChain.Normalise(mail.Subject);
        return await ByMessageIdAsync(mail, subject, cancellationToken).ConfigureAwait(false)
            ?? await ByReferenceAsync(mail, subject, cancellationToken).ConfigureAwait(false)
            ?? new ThreadingDecision(ThreadingEvidence.None, null, subject, "Answers no known mail and names no known number.");
    }

    private async Task<ThreadingDecision?> ByMessageIdAsync(ThreadingClues mail, string subject, CancellationToken cancellationToken)
    {
        // The nearest mail first: In-Reply-To, then the newest of References.
        string[] ids = [.. mail.InReplyTo.Concat(mail.References.Reverse()).Distinct()];
        if (ids.Length == 0)
            return null;
        var number = await conversations.OfMessageAsync(ids, cancellationToken).ConfigureAwait(false);
        return number is null ? null : new(ThreadingEvidence.MessageId, number, subject, $"Answers a mail of {number}.");
    }

    private async Task<ThreadingDecision?> ByReferenceAsync(ThreadingClues mail, string subject, CancellationToken cancellationToken)
    {
        string? refused = null;
        foreach (var found in reference.Find(mail.Subject))
        {
            var party = await conversations.PartyAsync(found.Number, mail.From, cancellationToken).ConfigureAwait(false);
            if (party == ConversationParty.NoConversation)
                continue;
            if (found.IsSealed)
                return new(ThreadingEvidence.SealedReference, found.Number, subject, $"The subject has the sealed reference of {found.Number}.");
            if (party == ConversationParty.Participant)
                return new(ThreadingEvidence.ReferenceOfParticipant, found.Number, subject, $"The subject names {found.Number} and the sender takes part in it.");
            refused ??= found.Number;
        }
        return refused is null
            ? null
            : new(ThreadingEvidence.ReferenceOfStranger, null, subject, $"The subject names {refused} without its seal, and the sender has no part in it.");
    }
}
