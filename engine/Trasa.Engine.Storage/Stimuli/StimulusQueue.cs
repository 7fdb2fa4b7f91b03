using Trasa.Engine.Hosting;
using Trasa.Engine.Stimuli;
using Trasa.Engine.Stores;

namespace Trasa.Engine.Storage.Stimuli;

internal sealed class StimulusQueue(TimeProvider time, WorkSignal signal) : IStimulusQueue
{
    public async Task EnqueueAsync(IUnitOfWork work, Stimulus stimulus, CancellationToken cancellationToken)
    {
        if (stimulus is { Kind: StimulusKind.Start, InstanceId: null })
            throw new ArgumentException("A start stimulus carries the id of the instance that it makes, or a repetition would make two.", nameof(stimulus));

        var caused = stimulus is { Kind: StimulusKind.Event, ParentId: null } ? stimulus with { ParentId = work.InstanceId } : stimulus;
        if (work.InstanceId is not null) caused = caused.After(work.EventDepth);
        var stored = new Stored<Stimulus>(caused, time.GetUtcNow());
        if (stimulus.DeduplicationKey is not null)
            await StimulusRows.RememberKey.ExecuteAsync(work, [stored], cancellationToken).ConfigureAwait(false);
        await StimulusRows.Insert.ExecuteAsync(work, [stored], cancellationToken).ConfigureAwait(false);
        work.OnCommitted(signal.Notify);
    }
}
