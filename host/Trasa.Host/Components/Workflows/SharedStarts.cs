using Trasa.Designer.Workflows;
using Trasa.Engine.Bookmarks;
using Trasa.Engine.Definitions;

namespace Trasa.Host.Components.Workflows;

/// <summary>Which published workflows begin with an event that a draft begins with too: when it happens, all of them run.</summary>
internal sealed class SharedStarts(IDefinitionStore store, IEnumerable<ITriggerExtractor> extractors)
{
    private const DefinitionKind Kind = DefinitionKind.Workflow;

    public async Task<IReadOnlyList<SharedStart>> OfAsync(string key, string content, CancellationToken cancellationToken)
    {
        var kept = await store.FindDraftAsync(Kind, key, cancellationToken) ?? await store.FindAsync(Kind, key, null, cancellationToken);
        if (kept is null || TriggersOf(kept with { Content = content }) is not { Count: > 0 } mine) return [];
        return
        [
            .. from other in await store.ListAsync(Kind, cancellationToken)
               where other.IsPublished && other.Key != key
               from name in TriggersOf(other).Where(theirs => mine.Any(own => Meet(own, theirs))).Select(theirs => theirs.Name).Distinct(StringComparer.Ordinal)
               select new SharedStart(other.Name, name, $"/workflows/{Uri.EscapeDataString(other.Key)}"),
        ];
    }

    /// <summary>Two that begin at the same hour have nothing else in common.</summary>
    private List<WorkflowTrigger> TriggersOf(DefinitionVersion definition) =>
        [.. extractors.SelectMany(extractor => extractor.Extract(definition)).Where(trigger => trigger.Kind != BookmarkKinds.Schedule)];

    private static bool Meet(WorkflowTrigger one, WorkflowTrigger other) =>
        one.Kind == other.Kind && one.Name == other.Name && (one.CorrelationId is null || other.CorrelationId is null || one.CorrelationId == other.CorrelationId);
}
