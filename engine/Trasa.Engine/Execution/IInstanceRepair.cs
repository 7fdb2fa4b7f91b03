using Trasa.Engine.Definitions;
using Trasa.Engine.Instances;

namespace Trasa.Engine.Execution;

/// <summary>Looks into instances and mends them. Pure as the executor: what is to be committed is returned.</summary>
public interface IInstanceRepair
{
    /// <summary>What the state of an instance says, for screens.</summary>
    InstanceView Look(DefinitionVersion definition, StoredInstance instance);

    /// <summary>Applies repairs in their order and runs up to the next waits; the journal says what was done by whom.</summary>
    /// <exception cref="RepairInvalidException">A repair fits the definition at no time: it names what is not there, or a value of another kind. Nothing is changed.</exception>
    /// <exception cref="InvalidOperationException">A repair does not fit the instance as it stands; the message says why. Nothing is changed.</exception>
    Task<Burst> RepairAsync(DefinitionVersion definition, StoredInstance instance, IReadOnlyList<Repair> repairs, BurstDoors doors, CancellationToken cancellationToken);
}

/// <summary>An instance as it stands.</summary>
/// <param name="Variables">Of the workflow, by name.</param>
/// <param name="Input">What it was started with.</param>
/// <param name="Output">What it has put out so far.</param>
/// <param name="Activities">The executions that are not over, outermost first.</param>
public sealed record InstanceView(
    IReadOnlyDictionary<string, object?> Variables,
    IReadOnlyDictionary<string, object?> Input,
    IReadOnlyDictionary<string, object?> Output,
    IReadOnlyList<ActivityView> Activities);

/// <param name="ActivityId">By its id in the definition.</param>
/// <param name="ActivityType">Its type.</param>
/// <param name="Name">As shown to people.</param>
/// <param name="IsFaulted">Whether an incident stopped it; otherwise it runs or waits.</param>
/// <param name="Bookmarks">Where it waits.</param>
public sealed record ActivityView(string ActivityId, string ActivityType, string Name, bool IsFaulted, IReadOnlyList<Guid> Bookmarks);
