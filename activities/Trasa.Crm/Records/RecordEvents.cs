using Trasa.Crm.ChangeLog;
using Trasa.Crm.Metadata;
using Trasa.Engine.Doors;
using Trasa.Engine.Stimuli;
using Trasa.Engine.Stores;

namespace Trasa.Crm.Records;

/// <summary>
/// Tells the workflows what happened to a record, in the transaction that did it. Correlation is <c>type:id</c>. A record
/// that belongs to another (a message to its case) also tells it there: <c>case.message.created</c>, correlated with the case.
/// </summary>
internal sealed class RecordEvents(IStimulusQueue queue, IIdentifiers identifiers, ChangeCauses causes)
{
    public async Task RaiseAsync(IUnitOfWork work, RecordType type, Record record, RecordChange change, Actor actor, CancellationToken cancellationToken)
    {
        if (type.Silent) return;
        var payload = RecordJson.Write(Payload(record, change, actor));
        var own = record.Reference.ToString();
        var verb = change.Kind switch { ChangeKind.Created => "created", ChangeKind.Changed => "changed", ChangeKind.Deleted => "deleted" };
        await EnqueueAsync(work, $"{type.Key}.{verb}", own, payload, change, cancellationToken).ConfigureAwait(false);
        if (change.Kind == ChangeKind.Changed)
        {
            foreach (var field in type.ChangeEvents.Append(type.Status?.Field).Distinct())
                if (field is not null && change.Fields.ContainsKey(field))
                    await EnqueueAsync(work, $"{type.Key}.{field}.changed", own, payload, change, cancellationToken).ConfigureAwait(false);
        }

        foreach (var parent in Parents(type, record))
            await EnqueueAsync(work, $"{parent.Type}.{type.Key}.{verb}", parent.ToString(), payload, change, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Raises an event of a verb.</summary>
    public Task RaiseAsync(IUnitOfWork work, string name, Record record, Actor actor, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var change = new RecordChange(record.Id, record.Reference, record.Revision, now, ChangeKind.Changed, actor.UserId, actor.Name, actor.OnBehalfOf, causes.Of(work), new Dictionary<string, FieldChange>());
        return EnqueueAsync(work, name, record.Reference.ToString(), RecordJson.Write(Payload(record, change, actor)), change, cancellationToken);
    }

    private Task EnqueueAsync(IUnitOfWork work, string name, string correlation, string payload, RecordChange change, CancellationToken cancellationToken) => queue.EnqueueAsync(
        work,
        new(identifiers.Next(), StimulusKind.Event, name, correlation, null, null, payload, change.At, CausedBy: change.Cause is { } cause ? $"{change.Actor} (instance {cause.InstanceId}, step {cause.ActivityId})" : change.Actor, ParentId: change.Cause?.InstanceId),
        cancellationToken);

    private static Dictionary<string, object?> Payload(Record record, RecordChange change, Actor actor) => new(StringComparer.Ordinal)
    {
        ["id"] = record.Id,
        ["reference"] = record.Reference.ToString(),
        ["type"] = record.Type,
        ["revision"] = record.Revision,
        ["changes"] = change.Fields,
        ["record"] = RecordValues.Of(record),
        ["actor"] = new Dictionary<string, object?> { ["id"] = actor.UserId, ["name"] = actor.Name },
    };

    private static IEnumerable<RecordReference> Parents(RecordType type, Record record)
    {
        foreach (var name in type.BelongsTo)
        {
            var field = type[name];
            if (field.Target is { } target && record.Link(name) is { } id) yield return new(target, id);
            else if (field.IsOpenReference && RecordReference.TryParse(record.Text(name), out var open)) yield return open;
        }
    }
}
