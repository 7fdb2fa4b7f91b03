using Trasa.Engine.Doors;
using Trasa.Engine.Instances;
using Trasa.Engine.Stimuli;
using Trasa.Engine.Stores;

namespace Trasa.Engine.Incidents;

/// <summary>What the rest of the product does about incidents, in the transaction that records or settles them.</summary>
public interface IIncidentReaction
{
    /// <summary>A burst left incidents.</summary>
    /// <param name="work">The transaction of the burst.</param>
    /// <param name="instance">As the burst leaves it; revision 1 after its first burst.</param>
    /// <param name="incidents">What went wrong, at least one.</param>
    /// <param name="cancellationToken">Gives up; the burst is not committed.</param>
    Task OccurredAsync(IUnitOfWork work, StoredInstance instance, IReadOnlyList<Incident> incidents, CancellationToken cancellationToken);

    /// <summary>A stimulus that should have started a workflow, or reached one, was tried too often and is set aside.</summary>
    /// <param name="work">The transaction that sets it aside.</param>
    /// <param name="stimulus">What nobody could deliver.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellationToken">Gives up; the stimulus is tried again.</param>
    Task ParkedAsync(IUnitOfWork work, Stimulus stimulus, string reason, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>A person mended the instance, and nothing went wrong at it. Called before the burst is written.</summary>
    Task MendedAsync(IUnitOfWork work, StoredInstance instance, Actor by, CancellationToken cancellationToken);
}
