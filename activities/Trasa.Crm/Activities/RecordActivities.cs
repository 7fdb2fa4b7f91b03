using Trasa.Crm.Metadata;
using Trasa.Crm.Records;
using Trasa.Engine.Catalogue;
using Trasa.Engine.Execution;

namespace Trasa.Crm.Activities;

/// <summary>
/// The activities that follow from the record types in force: <c>Trasa.{Type}.Create</c>, <c>Get</c>, <c>Find</c>, <c>Select</c>, <c>CreateMany</c>,
/// <c>Update</c>, <c>Delete</c> and the verbs. A type that is added at run time has its activities at once.
/// </summary>
internal sealed class RecordActivities(IRecordTypes types, IRecords records, IRecordVerbs verbs, ChangeCauses causes) : IActivitySource
{
    private volatile Made _made = new(null, new Dictionary<string, Activity>());

    public IEnumerable<Activity> All => Current().Values;

    public Activity? Find(string type) => Current().GetValueOrDefault(type);

    private IReadOnlyDictionary<string, Activity> Current()
    {
        var set = types.Current;
        var made = _made;
        if (ReferenceEquals(made.Of, set)) return made.Activities;
        _made = made = new(set, set.All.SelectMany(Make).ToDictionary(activity => activity.Descriptor.Type, StringComparer.Ordinal));
        return made.Activities;
    }

    private IEnumerable<Activity> Make(RecordType type)
    {
        yield return new CreateRecord(type, records, causes);
        yield return new GetRecord(type, records, causes);
        yield return new FindRecords(type, records, causes);
        yield return new SelectRecords(type, records, causes);
        yield return new CreateRecords(type, records, causes);
        yield return new UpdateRecord(type, records, causes);
        yield return new DeleteRecord(type, records, causes);
        foreach (var verb in type.Verbs) yield return new RunRecordVerb(type, verb, records, verbs, causes);
        if (type.Key == "note") yield return new AddNote(type, records, causes);
    }

    private sealed record Made(RecordTypeSet? Of, IReadOnlyDictionary<string, Activity> Activities);
}
