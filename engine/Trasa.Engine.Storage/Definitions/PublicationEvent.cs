using Trasa.Engine.Definitions;
using Trasa.Engine.Doors;
using Trasa.Engine.Stimuli;
using Trasa.Engine.Stores;
using Trasa.Engine.Values;

namespace Trasa.Engine.Storage.Definitions;

/// <summary>
/// Tells the workflows that a definition has a new version, in the transaction that publishes it:
/// <see cref="DefinitionEvents.Published"/>, correlated with <c>kind:key</c>.
/// </summary>
internal sealed class PublicationEvent(IStimulusQueue queue, IIdentifiers identifiers)
{
    public Task RaiseAsync(IUnitOfWork work, DefinitionVersion published, CancellationToken cancellationToken)
    {
        var payload = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["kind"] = DefinitionEvents.Word(published.Kind),
            ["key"] = published.Key,
            ["version"] = (decimal)published.Version,
            ["name"] = published.Name,
            ["by"] = published.PublishedBy,
        };
        return queue.EnqueueAsync(
            work,
            new(identifiers.Next(), StimulusKind.Event, DefinitionEvents.Published, DefinitionEvents.Correlation(published.Kind, published.Key),
                InstanceId: null, BookmarkId: null, JsonValues.Write(payload), published.PublishedAt!.Value, CausedBy: published.PublishedBy),
            cancellationToken);
    }
}
