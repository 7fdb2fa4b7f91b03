using Trasa.Engine.Instances;

namespace Trasa.Engine.Storage.Instances;

/// <summary>Makes bursts of different instances durable together. Used by one loop at a time.</summary>
internal interface ICommitLane : IAsyncDisposable
{
    /// <summary>One transaction; what it answers is durable. After an exception nobody knows whether the bursts are in.</summary>
    Task<CommitOutcome[]> CommitAsync(IReadOnlyList<BurstCommit> commits);
}
