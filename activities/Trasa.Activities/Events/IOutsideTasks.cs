using Trasa.Engine.Doors;
using Trasa.Engine.Hosting;

namespace Trasa.Activities.Events;

/// <summary>
/// What workflows have asked other systems to do (<c>Elsa.RunTask</c>), for those systems: they look what there is, do it, and answer.
/// Thread-safe.
/// </summary>
public interface IOutsideTasks
{
    /// <summary>What waits to be done, oldest first; of one name, or all.</summary>
    Task<IReadOnlyList<OutsideTask>> ListAsync(string? name, int skip, int take, CancellationToken cancellationToken);

    /// <summary>
    /// Hands the answer to the workflow, which goes on. Of several answers exactly one counts; the others are told. Who gives the same
    /// answer again under the same key is told that it has counted.
    /// </summary>
    /// <exception cref="Engine.Stimuli.PayloadTooLargeException">The answer is over the limit.</exception>
    Task<ResumeOutcome> CompleteAsync(Guid id, object? result, string? key, Actor actor, CancellationToken cancellationToken);
}

/// <param name="Id">To answer with; the activity put it out as <c>taskId</c>.</param>
/// <param name="Name">What is to be done.</param>
/// <param name="Payload">What is needed for it.</param>
/// <param name="InstanceId">The instance that waits.</param>
/// <param name="CorrelationId">What that is about, or null.</param>
/// <param name="Since">Since when it waits.</param>
public sealed record OutsideTask(Guid Id, string Name, object? Payload, Guid InstanceId, string? CorrelationId, DateTimeOffset Since);
