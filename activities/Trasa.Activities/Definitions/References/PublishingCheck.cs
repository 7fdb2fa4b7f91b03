using Trasa.Model.Activities;
using Trasa.Model.Validation;
using Trasa.Model.Workflows;

namespace Trasa.Activities.Definitions.References;

/// <summary>What would go wrong with a workflow if it were published here and now: the file itself, and the names in it.</summary>
public sealed class PublishingCheck(WorkflowValidator validator, IActivityCatalogue catalogue, IEnumerable<IReferenceSource> sources)
{
    public async Task<IReadOnlyList<DefinitionProblem>> CheckAsync(string content, CancellationToken cancellationToken)
    {
        var known = new Dictionary<string, IReferences>(StringComparer.Ordinal);
        foreach (var source in sources)
        {
            var references = await source.ReadAsync(cancellationToken).ConfigureAwait(false);
            foreach (var editor in source.Editors) known[editor] = references;
        }

        return await Task.Run(() => validator.Validate(content, [new ReferenceCheck(catalogue, known)]), cancellationToken).ConfigureAwait(false);
    }
}
