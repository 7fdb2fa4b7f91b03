using Trasa.Activities.Mail.Threading;
using Trasa.Crm.Messaging;
using Trasa.Crm.Metadata;
using Trasa.Crm.Records;
using Trasa.Engine.Doors;
using Trasa.Engine.Stores;

namespace Trasa.Crm.Intake;

/// <summary>
/// Records as conversations: which one a mail belongs to, and who takes part in it. A conversation is named by the
/// record's number, or by <c>type:id</c> when its type has none.
/// </summary>
public sealed class RecordConversations(IRecords records, IRecordTypes types, Senders senders)
{
    /// <summary>The view of one transaction.</summary>
    public IConversations In(IUnitOfWork work) => new View(this, records, senders, work);

    /// <summary>The record of a conversation, or null.</summary>
    public async Task<Record?> FindAsync(IUnitOfWork work, string conversation, Actor actor, CancellationToken cancellationToken)
    {
        if (RecordReference.TryParse(conversation, out var reference))
            return types.Current.Find(reference.Type) is null ? null : await records.FindAsync(work, reference.Type, reference.Id, actor, cancellationToken).ConfigureAwait(false);
        foreach (var type in types.Current.All.Where(CanBeAnswered))
        {
            var page = await records.QueryAsync(work, new(type.Key, [new("number", FieldOperator.Equal, conversation)], Take: 1), actor, cancellationToken).ConfigureAwait(false);
            if (page.Records is [var found]) return found;
        }

        return null;
    }

    /// <summary>Numbered, and with a customer who can be written to.</summary>
    private static bool CanBeAnswered(RecordType type) =>
        type.NumberFormat is not null && type.Find("number") is not null && type.Fields.Any(field => field.Target == "contact" || field.Type == FieldType.Email);

    private sealed class View(RecordConversations conversations, IRecords records, Senders senders, IUnitOfWork work) : IConversations
    {
        public async Task<string?> OfMessageAsync(IReadOnlyList<string> messageIds, CancellationToken cancellationToken)
        {
            foreach (var id in messageIds)
            {
                var known = await QueryAsync(new("message", [new("messageId", FieldOperator.Equal, id)], Take: 10), cancellationToken).ConfigureAwait(false);
                foreach (var about in known.Select(MessageFiling.RecordOf).Append(await OfNoticeAsync(id, cancellationToken).ConfigureAwait(false)).OfType<RecordReference>())
                    if (await conversations.FindAsync(work, about.ToString(), Actor.System, cancellationToken).ConfigureAwait(false) is { } found)
                        return found.Text("number") ?? about.ToString();
            }

            return null;
        }

        /// <summary>Notices to colleagues are no messages; their mails bear the notice's identifier.</summary>
        private async Task<RecordReference?> OfNoticeAsync(string messageId, CancellationToken cancellationToken) =>
            Guid.TryParseExact(messageId.Split('@')[0], "N", out var id)
            && await records.FindAsync(work, "notification", id, Actor.System, cancellationToken).ConfigureAwait(false) is { } notice
            && RecordReference.TryParse(notice.Text("about"), out var about) ? about : null;

        public async Task<ConversationParty> PartyAsync(string number, string address, CancellationToken cancellationToken)
        {
            if (await conversations.FindAsync(work, number, Actor.System, cancellationToken).ConfigureAwait(false) is not { } found)
                return ConversationParty.NoConversation;
            // Our addresses are known and can be forged, and what colleagues write is read as a note: a number that can be guessed is not enough.
            if (await senders.ColleagueAsync(work, address, cancellationToken).ConfigureAwait(false) is not null) return ConversationParty.Stranger;
            return await IsOfContactAsync(found, address, cancellationToken).ConfigureAwait(false)
                || await HasWrittenAsync(found, address, cancellationToken).ConfigureAwait(false)
                || await IsOfCompanyAsync(found, address, cancellationToken).ConfigureAwait(false)
                ? ConversationParty.Participant
                : ConversationParty.Stranger;
        }

        private async Task<bool> IsOfContactAsync(Record found, string address, CancellationToken cancellationToken) =>
            found.Link("contact") is { } id
            && await records.FindAsync(work, "contact", id, Actor.System, cancellationToken).ConfigureAwait(false) is { } contact
            && string.Equals(contact.Text("email"), address, StringComparison.OrdinalIgnoreCase);

        private async Task<bool> HasWrittenAsync(Record found, string address, CancellationToken cancellationToken) =>
            await QueryAsync(new("message", [MessageFiling.Condition(found.Reference), new("from", FieldOperator.Equal, address)], Take: 1), cancellationToken).ConfigureAwait(false) is [_];

        private async Task<bool> IsOfCompanyAsync(Record found, string address, CancellationToken cancellationToken) =>
            found.Link("company") is { } id
            && await records.FindAsync(work, "company", id, Actor.System, cancellationToken).ConfigureAwait(false) is { } company
            && company.Text("domain") is { Length: > 0 } domain
            && address.EndsWith("@" + domain, StringComparison.OrdinalIgnoreCase);

        private async Task<IReadOnlyList<Record>> QueryAsync(RecordQuery query, CancellationToken cancellationToken) =>
            (await records.QueryAsync(work, query, Actor.System, cancellationToken).ConfigureAwait(false)).Records;
    }
}
