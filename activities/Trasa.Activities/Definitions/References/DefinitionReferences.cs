using Trasa.Activities.Templates;
using Trasa.Engine.Calendars;
using Trasa.Engine.Definitions;

namespace Trasa.Activities.Definitions.References;

/// <summary>Published decisions, workflows, templates, forms and calendars.</summary>
internal sealed class DefinitionReferences(IDefinitionStore definitions, ICalendars calendars) : IReferenceSource
{
    private static readonly (string Editor, DefinitionKind Kind)[] Kinds =
        [("decision", DefinitionKind.Decision), ("workflow", DefinitionKind.Workflow), ("template", DefinitionKind.Template), ("form", DefinitionKind.Form)];

    public IReadOnlyList<string> Editors { get; } = [.. Kinds.Select(kind => kind.Editor), "calendar"];

    public async Task<IReferences> ReadAsync(CancellationToken cancellationToken)
    {
        var known = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var (editor, kind) in Kinds)
            known[editor] = [.. (await definitions.ListAsync(kind, cancellationToken).ConfigureAwait(false)).Where(definition => definition.IsPublished).Select(definition => definition.Key)];
        known["calendar"] = [.. (await calendars.AllAsync(cancellationToken).ConfigureAwait(false)).Select(calendar => calendar.Key)];
        return new Known(known);
    }

    private sealed class Known(Dictionary<string, IReadOnlyList<string>> known) : IReferences
    {
        /// <summary>A template is named without its language; in the one that all fall back to it has to be there.</summary>
        public ReferenceProblem? Check(string editor, string name) => known[editor].Contains(editor == "template" ? $"{name}.{MessageTemplates.FallbackLanguage}" : name)
            ? null
            : new($"There is no {editor} '{name}' that is published; choose one of those that are, or publish it first.");
    }
}
