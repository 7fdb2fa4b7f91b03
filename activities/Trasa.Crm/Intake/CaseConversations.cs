using Trasa.Activities.Mail.Threading;
using Trasa.Crm.Records;
using Trasa.Engine.Doors;
using Trasa.Engine.Stores;

namespace Trasa.Crm.Intake;

/// <summary>Cases as conversations: which one a mail belongs to, and who takes part in it.</summary>
public sealed class CaseConversations(IRecords records)
{
    /// <summary>The view of one transaction.</summary>
    public IConversations In(IUnitOfWork work) => new View(records, work);

    private sealed class View(IRecords records, IUnitOfWork work) : IConversations
    {
        public async Task<string?> OfMessageAsync(IReadOnlyList<string> messageIds, CancellationToken cancellationToken)
        {
            foreach (var id in messageIds)
            {
                var page = await QueryAsync(new("message", [new("messageId", FieldOperator.Equal, id), new("case", FieldOperator.IsNotNull, null)], Take: 1), cancellationToken).ConfigureAwait(false);
                if (page is [var message] && await records.FindAsync(work, "case", message.Link("case")!.Value, Actor.System, cancellationToken).ConfigureAwait(false) is { } found)
                    return found.Text("number");
            }

            return null;
        }

        public async Task<ConversationParty> PartyAsync(string number, string address, CancellationToken cancellationToken)
        {
            if (await QueryAsync(new("case", [new("number", FieldOperator.Equal, number)], Take: 1), cancellationToken).ConfigureAwait(false) is not [var found])
                return ConversationParty.NoConversation;
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
            await QueryAsync(new("message", [new("case", FieldOperator.Equal, found.Id), new("from", FieldOperator.Equal, address)], Take: 1), cancellationToken).ConfigureAwait(false) is [_];

        private async Task<bool> IsOfCompanyAsync(Record found, string address, CancellationToken cancellationToken) =>
            found.Link("company") is { } id
            && await records.FindAsync(work, "company", id, Actor.System, cancellationToken).ConfigureAwait(false) is { } company
            && company.Text("domain") is { Length: > 0 } domain
            && address.EndsWith("@" + domain, StringComparison.OrdinalIgnoreCase);

        private async Task<IReadOnlyList<Record>> QueryAsync(RecordQuery query, CancellationToken cancellationToken) =>
            (await records.QueryAsync(work, query, Actor.System, cancellationToken).ConfigureAwait(false)).Records;
    }
}
