using Trasa.Engine.Instances;
using Trasa.Engine.Stores;

namespace Trasa.Engine.Storage.Instances;

/// <summary>
/// Writes bursts of different instances into one transaction. Those that lost a race leave no trace in it, so the others
/// can still be committed.
/// </summary>
internal interface IBurstWriter
{
    Task<CommitOutcome[]> WriteAsync(IUnitOfWork work, IReadOnlyList<BurstCommit> commits, CancellationToken cancellationToken);
}
