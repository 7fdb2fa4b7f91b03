using Trasa.Engine.Moving;
using Trasa.Engine.Stores;

namespace Trasa.Activities.People;

/// <summary>A work item stays what it is when its instance moves to another version; it only belongs to another step.</summary>
internal sealed class MovedWorkItems : IMigrationReaction
{
    public async Task MovedAsync(IUnitOfWork work, Guid instanceId, IReadOnlyDictionary<Guid, string> moved, CancellationToken cancellationToken)
    {
        foreach (var (bookmark, activity) in moved)
        {
            await work.Command("update work_item set activity_id = @activity where instance_id = @instance and bookmark_id = @bookmark",
                ("instance", instanceId), ("bookmark", bookmark), ("activity", activity)).ExecuteAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
