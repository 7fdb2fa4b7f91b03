using Trasa.Engine.Stores;

namespace Trasa.Engine.Moving;

/// <summary>Keeps what an activity has stored elsewhere, such as work items, with the step that its wait was moved to.</summary>
public interface IMigrationReaction
{
    /// <summary>Called in the transaction of the migration. <paramref name="moved"/> has the bookmarks whose step has another id now.</summary>
    Task MovedAsync(IUnitOfWork work, Guid instanceId, IReadOnlyDictionary<Guid, string> moved, CancellationToken cancellationToken);
}
