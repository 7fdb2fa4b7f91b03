using Trasa.Engine.Bookmarks;
using Trasa.Engine.Definitions;
using Trasa.Engine.Doors;
using Trasa.Engine.Instances;
using Trasa.Engine.Stores;

namespace Trasa.Engine.Execution;

/// <summary>
/// The execution core: (definition, state, stimulus) to (state', commands). It knows no database and no clock; it
/// returns what is to be committed and leaves the committing to its caller.
/// </summary>
/// <remarks>
/// Faults of activities are incidents in the commit, never exceptions. <see cref="ConcurrencyException"/> and cancellation
/// come through: drop the burst and run it again. When an instance that another one waits for ends, its own commit
/// carries the stimulus that resumes the other (<see cref="ChildEnding"/>). A start stimulus for a child has the child's id as
/// <see cref="Stimuli.Stimulus.InstanceId"/> and the parent's bookmark as <see cref="Stimuli.Stimulus.BookmarkId"/>.
/// An instance started by a trigger gets the event's payload as its input: as it is when it is an object, otherwise as <c>payload</c>.
/// </remarks>
public interface IBurstExecutor
{
    /// <summary>Runs a new instance up to its first waits. <paramref name="trigger"/> is the activity that an event started it with, or null.</summary>
    Task<Burst> StartAsync(DefinitionVersion definition, NewInstance instance, string? trigger, BurstDoors doors, CancellationToken cancellationToken);

    /// <summary>Resumes one bookmark and runs up to the next waits.</summary>
    Task<Burst> ResumeAsync(DefinitionVersion definition, StoredInstance instance, IReadOnlyList<Bookmark> bookmarks, Resumption resumption, BurstDoors doors, CancellationToken cancellationToken);

    /// <summary>Goes on with an instance whose last burst stopped to be committed (its status is <see cref="InstanceStatus.Running"/>).</summary>
    Task<Burst> ContinueAsync(DefinitionVersion definition, StoredInstance instance, BurstDoors doors, CancellationToken cancellationToken);

    /// <summary>Cancels what is running and waiting. Compensable work that was done is undone first; the instance is cancelled when that has ended, or when it is cancelled again.</summary>
    Task<Burst> CancelAsync(DefinitionVersion definition, StoredInstance instance, IReadOnlyList<Bookmark> bookmarks, string reason, BurstDoors doors, CancellationToken cancellationToken);

    /// <summary>Stops the instance where it stands; nothing runs until it is released.</summary>
    Task<Burst> HoldAsync(DefinitionVersion definition, StoredInstance instance, string reason, BurstDoors doors, CancellationToken cancellationToken);

    /// <summary>Lets an instance on hold go on: runs what was scheduled when it was stopped, up to the next waits.</summary>
    Task<Burst> ReleaseAsync(DefinitionVersion definition, StoredInstance instance, BurstDoors doors, CancellationToken cancellationToken);
}

/// <param name="Id">The id that the instance will have.</param>
/// <param name="Input">The workflow's input. For an instance that an event starts: the event's payload, or, when that is no dictionary, <c>payload</c> with it.</param>
/// <param name="CorrelationId">What it is about.</param>
/// <param name="ParentId">The instance that starts it, or null.</param>
/// <param name="CauseId">The instance that caused the event which starts it, or null.</param>
/// <param name="ParentBookmarkId">The parent's bookmark that the last burst resumes (with a stimulus that carries the output), or null.</param>
public sealed record NewInstance(
    Guid Id,
    IReadOnlyDictionary<string, object?> Input,
    string? CorrelationId,
    Guid? ParentId,
    Guid? ParentBookmarkId,
    Guid? CauseId = null);

/// <summary>The world as one burst sees it.</summary>
/// <param name="Now">The instant of the burst.</param>
/// <param name="Actor">Under whose authority it runs.</param>
/// <param name="Identifiers">New identifiers.</param>
/// <param name="BeginAsync">Opens the burst's transaction when an activity first asks for it; called at most once.</param>
/// <param name="IsTransient">True for faults of the database that the whole burst is repeated for: they are thrown on, never made an incident.</param>
public sealed record BurstDoors(
    DateTimeOffset Now,
    Actor Actor,
    IIdentifiers Identifiers,
    Func<CancellationToken, ValueTask<IUnitOfWork>> BeginAsync,
    Func<Exception, bool>? IsTransient = null);

/// <summary>What a burst did.</summary>
/// <param name="Commit">What is to be committed. <see cref="BurstCommit.ConsumedStimulus"/> and <see cref="BurstCommit.ConsumedBookmark"/> are filled in by the caller.</param>
/// <param name="Work">The transaction that activities wrote to, still open, or null when none did.</param>
/// <param name="Output">The workflow's output so far.</param>
public sealed record Burst(BurstCommit Commit, IUnitOfWork? Work, IReadOnlyDictionary<string, object?> Output);
