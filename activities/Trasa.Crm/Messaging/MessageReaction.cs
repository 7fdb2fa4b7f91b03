using Trasa.Crm.ChangeLog;
using Trasa.Crm.Records;
using Trasa.Engine.Doors;
using Trasa.Engine.Stimuli;
using Trasa.Engine.Stores;

namespace Trasa.Crm.Messaging;

/// <summary>
/// Tells the workflows of a record that its customer wrote: <c>claim.message.received</c>, addressed with the record, at
/// the moment at which a message that came in is filed with it.
/// </summary>
internal sealed class MessageReaction(IStimulusQueue stimuli, IIdentifiers identifiers) : IRecordReaction
{
    public async Task ReactAsync(IUnitOfWork work, Record record, RecordChange change, CancellationToken cancellationToken)
    {
        if (record.Type != "message" || change.Kind == ChangeKind.Deleted || record.Text("direction") != "in") return;
        // What a colleague sends in is filed there too, and is nothing that the customer said.
        if (record["internal"] is true) return;
        if (MessageFiling.RecordOf(record) is not { } about || !change.Fields.Keys.Any(MessageFiling.IsFilingField)) return;
        var payload = RecordJson.Write(new Dictionary<string, object?>
        {
            ["message"] = record.Id,
            ["record"] = about.ToString(),
            ["from"] = record.Text("from"),
            ["subject"] = record.Text("subject"),
            ["text"] = record.Text("newText") ?? record.Text("bodyText"),
            ["automatic"] = record["automatic"],
        });
        await stimuli.EnqueueAsync(work, new(identifiers.Next(), StimulusKind.Event, $"{about.Type}.message.received", about.ToString(), null, null, payload, change.At, CausedBy: change.Actor), cancellationToken).ConfigureAwait(false);
    }
}
