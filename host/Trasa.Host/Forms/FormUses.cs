using Trasa.Engine.Definitions;
using Trasa.Model.Workflows;

namespace Trasa.Host.Forms;

/// <summary>Where the forms of user tasks are shown.</summary>
internal sealed class FormUses(IDefinitionStore definitions)
{
    /// <summary>Every step of any workflow that shows a form; of a workflow that is being changed, as its draft has it.</summary>
    public async Task<IReadOnlyList<FormUse>> AllAsync(CancellationToken cancellationToken)
    {
        List<FormUse> uses = [];
        foreach (var workflow in await definitions.ListAsync(DefinitionKind.Workflow, cancellationToken))
        {
            var draft = workflow.IsPublished ? await definitions.FindDraftAsync(DefinitionKind.Workflow, workflow.Key, cancellationToken) : null;
            if (DefinitionReader.Read((draft ?? workflow).Content).Definition is { } definition) uses.AddRange(FormUse.In(workflow.Key, definition));
        }

        return uses;
    }
}
