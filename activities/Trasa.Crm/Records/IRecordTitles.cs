using Trasa.Engine.Doors;

namespace Trasa.Crm.Records;

/// <summary>What records are called, many at once: for the references in lists, forms, timelines and exports.</summary>
public interface IRecordTitles
{
    /// <summary>Titles of those that are there and that the actor may see; the others are left out.</summary>
    Task<IReadOnlyDictionary<RecordReference, string>> OfAsync(IEnumerable<RecordReference> records, Actor actor, CancellationToken cancellationToken);

    /// <summary>Titles of everything that these records refer to.</summary>
    Task<IReadOnlyDictionary<RecordReference, string>> OfReferencesAsync(IEnumerable<Record> records, Actor actor, CancellationToken cancellationToken);
}
