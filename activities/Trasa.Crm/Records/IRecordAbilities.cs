using Trasa.Engine.Doors;

namespace Trasa.Crm.Records;

/// <summary>What an actor may do, so that a screen offers only that. The data services decide again when it is done.</summary>
public interface IRecordAbilities
{
    /// <summary>With records of the type in general.</summary>
    Task<RecordAbilities> OfTypeAsync(string type, Actor actor, CancellationToken cancellationToken);

    /// <summary>With this record as it stands now.</summary>
    Task<RecordAbilities> OfRecordAsync(RecordReference record, Actor actor, CancellationToken cancellationToken);

    /// <summary>The types of which the actor may not see any record: nothing leads to their lists.</summary>
    Task<IReadOnlyList<string>> UnseenTypesAsync(Actor actor, CancellationToken cancellationToken);
}

/// <param name="CanRead">Whether it is seen.</param>
/// <param name="CanCreate">Whether new ones can be made.</param>
/// <param name="CanUpdate">Whether it can be changed.</param>
/// <param name="CanDelete">Whether it can be deleted.</param>
/// <param name="VisibleFields">The declared fields that are shown.</param>
/// <param name="WritableFields">The declared fields that are typed by this actor.</param>
public sealed record RecordAbilities(
    bool CanRead,
    bool CanCreate,
    bool CanUpdate,
    bool CanDelete,
    IReadOnlySet<string> VisibleFields,
    IReadOnlySet<string> WritableFields)
{
    /// <summary>Whether a form for a new one has anything to type; what only workflows write has not.</summary>
    public bool CanBegin => CanCreate && WritableFields.Count > 0;
}
