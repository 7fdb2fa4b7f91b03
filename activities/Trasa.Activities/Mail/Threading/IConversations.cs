namespace Trasa.Activities.Mail.Threading;

/// <summary>What threading needs to know about the mails and conversations of the installation.</summary>
public interface IConversations
{
    /// <summary>
    /// The conversation (case number) in which a mail with one of these message identifiers was received or sent; when
    /// they lead to several, the one of the earliest identifier in the list. Identifiers have no angle brackets.
    /// </summary>
    Task<string?> OfMessageAsync(IReadOnlyList<string> messageIds, CancellationToken cancellationToken);

    /// <summary>Whether a conversation of this number exists, and whether this address has taken part in it or belongs to its customer; one of our own never counts as such.</summary>
    Task<ConversationParty> PartyAsync(string number, string address, CancellationToken cancellationToken);
}

/// <summary>How an address stands to a conversation.</summary>
public enum ConversationParty
{
    /// <summary>There is no conversation of that number.</summary>
    NoConversation,

    /// <summary>The address has nothing to do with it.</summary>
    Stranger,

    /// <summary>The address took part in it or belongs to its customer.</summary>
    Participant,
}
