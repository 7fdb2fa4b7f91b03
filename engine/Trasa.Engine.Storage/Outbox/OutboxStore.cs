using Trasa.Engine.Hosting;
using Trasa.Engine.Outbox;
using Trasa.Engine.Storage.Stimuli;
using Trasa.Engine.Stores;

namespace Trasa.Engine.Storage.Outbox;

internal sealed class OutboxStore(TimeProvider time, WorkSignal signal) : IOutbox
{
    public async Task EnqueueAsync(IUnitOfWork work, OutboxMessage message, CancellationToken cancellationToken)
    {
        await StimulusRows.InsertMessage.ExecuteAsync(work, [new(message, time.GetUtcNow())], cancellationToken).ConfigureAwait(false);
        work.OnCommitted(signal.Notify);
    }
}
