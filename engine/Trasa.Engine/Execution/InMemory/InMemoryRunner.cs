using Trasa.Engine.Bookmarks;
using Trasa.Engine.Definitions;
using Trasa.Engine.Doors;
using Trasa.Engine.Instances;

namespace Trasa.Engine.Execution.InMemory;

/// <summary>
/// Runs workflows without a database: every burst is committed to memory, the state in the same bytes that a store keeps.
/// For tests, conformance runs, measurements and dry runs; it delivers no stimuli by itself.
/// </summary>
public sealed class InMemoryRunner(IBurstExecutor executor, TimeProvider time, IIdentifiers identifiers)
{
    public async Task<InMemoryInstance> StartAsync(
        DefinitionVersion definition,
        IReadOnlyDictionary<string, object?>? input,
        string? trigger,
        CancellationToken cancellationToken)
    {
        var start = new NewInstance(identifiers.Next(), input ?? new Dictionary<string, object?>(), null, null, null);
        var burst = await executor.StartAsync(definition, start, trigger, Doors(), cancellationToken).ConfigureAwait(false);
        var instance = new InMemoryInstance(definition);
        instance.Apply(burst, consumed: null);
        await ContinueAsync(instance, cancellationToken).ConfigureAwait(false);
        return instance;
    }

    public async Task ResumeAsync(InMemoryInstance instance, Bookmark bookmark, object? payload, bool timedOut, CancellationToken cancellationToken)
    {
        var burst = await executor.ResumeAsync(
            instance.Definition, instance.Stored, instance.Bookmarks, new(bookmark, payload, timedOut), Doors(), cancellationToken).ConfigureAwait(false);
        instance.Apply(burst, bookmark.Id);
        await ContinueAsync(instance, cancellationToken).ConfigureAwait(false);
    }

    public async Task CancelAsync(InMemoryInstance instance, string reason, CancellationToken cancellationToken)
    {
        var burst = await executor.CancelAsync(instance.Definition, instance.Stored, instance.Bookmarks, reason, Doors(), cancellationToken).ConfigureAwait(false);
        instance.Apply(burst, consumed: null);
    }

    public async Task RepairAsync(InMemoryInstance instance, IInstanceRepair repair, IReadOnlyList<Repair> repairs, CancellationToken cancellationToken)
    {
        var burst = await repair.RepairAsync(instance.Definition, instance.Stored, repairs, Doors(), cancellationToken).ConfigureAwait(false);
        instance.Apply(burst, consumed: null);
        await ContinueAsync(instance, cancellationToken).ConfigureAwait(false);
    }

    private async Task ContinueAsync(InMemoryInstance instance, CancellationToken cancellationToken)
    {
        while (instance.Status == InstanceStatus.Running)
            instance.Apply(await executor.ContinueAsync(instance.Definition, instance.Stored, Doors(), cancellationToken).ConfigureAwait(false), consumed: null);
    }

    private BurstDoors Doors() => new(
        time.GetUtcNow(),
        Actor.System,
        identifiers,
        _ => throw new InvalidOperationException("This run has no database; an activity asked for its transaction."));
}
