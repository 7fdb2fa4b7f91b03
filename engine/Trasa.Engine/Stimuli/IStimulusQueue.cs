using Trasa.Engine.Stores;

namespace Trasa.Engine.Stimuli;

/// <summary>The durable queue of stimuli.</summary>
public interface IStimulusQueue
{
    /// <summary>
    /// Stores the stimulus in the given transaction and wakes the runner after its commit. An event that does not say what
    /// caused it is caused by the instance that the transaction belongs to.
    /// </summary>
    Task EnqueueAsync(IUnitOfWork work, Stimulus stimulus, CancellationToken cancellationToken);
}
