using Trasa.Crm.Records;
using Trasa.Engine.Doors;
using Trasa.Engine.Stores;

namespace Trasa.Crm.Sla;

/// <summary>What the clocks need to know of their record.</summary>
internal sealed class SlaSubjects(IRecords records)
{
    /// <summary>The record's priority; medium when it has none.</summary>
    public async Task<string> PriorityAsync(IUnitOfWork work, string subject, CancellationToken cancellationToken)
    {
        if (!RecordReference.TryParse(subject, out var reference)) return "medium";
        var record = await records.FindAsync(work, reference.Type, reference.Id, Actor.System, cancellationToken).ConfigureAwait(false);
        return record?.Text("priority") ?? "medium";
    }
}
