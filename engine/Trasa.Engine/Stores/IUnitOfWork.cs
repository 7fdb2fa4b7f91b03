using System.Data.Common;

namespace Trasa.Engine.Stores;

/// <summary>
/// One write transaction. Everything written through <see cref="Connection"/> with <see cref="Transaction"/> commits
/// together or, when it is disposed of without a commit, not at all. Not thread-safe.
/// </summary>
public interface IUnitOfWork : IAsyncDisposable
{
    DatabaseKind Kind { get; }

    DbConnection Connection { get; }

    DbTransaction Transaction { get; }

    /// <summary>The workflow instance whose burst writes in it, or null. Events that are raised in it are caused by that instance.</summary>
    Guid? InstanceId { get; set; }

    /// <summary>How many events followed from one another up to that burst. What is raised in it follows on.</summary>
    int EventDepth { get; set; }

    /// <summary>Runs after a successful commit: wake-ups and cache invalidation, never work that must not be lost.</summary>
    void OnCommitted(Action action);

    Task CommitAsync(CancellationToken cancellationToken);
}
