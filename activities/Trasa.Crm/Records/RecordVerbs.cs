using Trasa.Crm.Metadata;
using Trasa.Engine.Doors;
using Trasa.Engine.Stores;

namespace Trasa.Crm.Records;

internal sealed class RecordVerbs(IRecords records, IRecordTypes types, RecordEvents events, TimeProvider time) : IRecordVerbs
{
    public async Task<Record> RunAsync(IUnitOfWork work, RecordReference record, string verb, IReadOnlyDictionary<string, object?>? inputs, Actor actor, CancellationToken cancellationToken)
    {
        var type = types.Current[record.Type];
        var declared = type.Verbs.FirstOrDefault(candidate => candidate.Key == verb)
            ?? throw new ArgumentException($"{type.Key} has no verb '{verb}'; there are {string.Join(", ", type.Verbs.Select(candidate => candidate.Key))}.", nameof(verb));
        var now = time.GetUtcNow();
        var changes = new Dictionary<string, object?>(StringComparer.Ordinal);
        // What a verb sets is the word of the type, so it may set what nobody types; what it asks for is the person's.
        var set = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (name, value) in declared.Set ?? new Dictionary<string, System.Text.Json.JsonElement>())
            set[name] = Defaults.Value(type[name], value, now, actor);
        foreach (var (name, value) in inputs ?? new Dictionary<string, object?>())
        {
            if (declared.Inputs?.Contains(name) != true)
                throw new RecordInvalidException(type.Key, [new(name, $"is not asked for by {verb}; it asks for {string.Join(", ", declared.Inputs ?? ["nothing"])}.")]);
            if (value is not null) changes[name] = value;
        }

        var changed = await records.UpdateMeasuredAsync(work, record.Type, record.Id, changes, set, actor, cancellationToken).ConfigureAwait(false);
        if (declared.Event is { } raised) await events.RaiseAsync(work, raised, changed, actor, now, cancellationToken).ConfigureAwait(false);
        return changed;
    }
}
