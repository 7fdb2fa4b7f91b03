using Trasa.Crm.Records;
using Trasa.Engine.Doors;

namespace Trasa.Crm.ChangeLog;

/// <summary>Who changed what on a record, oldest first.</summary>
public interface IChangeLog
{
    /// <summary>The changes of one record, without fields that the actor may not see; empty when they may not see the record.</summary>
    Task<IReadOnlyList<RecordChange>> ReadAsync(RecordReference record, Actor actor, CancellationToken cancellationToken);
}
