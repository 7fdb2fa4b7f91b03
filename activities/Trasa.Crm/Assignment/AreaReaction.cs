using Trasa.Crm.ChangeLog;
using Trasa.Crm.Metadata;
using Trasa.Crm.Records;
using Trasa.Engine.Doors;
using Trasa.Engine.Stores;

namespace Trasa.Crm.Assignment;

/// <summary>Nobody gets work from an area that they have no right to, neither from a process nor by hand.</summary>
internal sealed class AreaReaction(IRecords records, IRecordTypes types) : IRecordReaction
{
    public async Task ReactAsync(IUnitOfWork work, Record record, RecordChange change, CancellationToken cancellationToken)
    {
        if (change.Kind == ChangeKind.Deleted || types.Current.Find(record.Type)?.Work is not { Area: { } field } declared) return;
        if (!change.Fields.ContainsKey(declared.Assignee) && !change.Fields.ContainsKey(field)) return;
        if (record.Text(field) is not { Length: > 0 } area || record.Link(declared.Assignee) is not { } userId) return;
        if (await records.FindAsync(work, "user", userId, Actor.System, cancellationToken).ConfigureAwait(false) is not { } user) return;
        if (Areas.Cover(user["areas"] is IReadOnlyList<object?> areas ? areas.OfType<string>() : [], area)) return;
        throw new RecordInvalidException(record.Type, [new(declared.Assignee, $"{user.Text("name")} has no right to the area '{area}'; choose somebody who has it, or give them the area.")]);
    }
}
