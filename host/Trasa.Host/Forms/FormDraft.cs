using Trasa.Activities.Publishing;
using Trasa.Crm.Forms;
using Trasa.Crm.Metadata;
using Trasa.Engine.Definitions;
using Trasa.Engine.Doors;
using Trasa.Host.Components.Publishing;

namespace Trasa.Host.Forms;

/// <summary>A form while somebody edits it: what is on the screen, and the draft that it is saved to. Looking at it saves nothing.</summary>
internal sealed class FormDraft(PublicationDesk desk, IRecordTypes types, Actor author, DefinitionVersion shown)
{
    private readonly DraftSaves _saves = new(desk, author, shown);

    /// <summary>As it stands on the screen.</summary>
    public FormReading Reading { get; private set; } = FormText.Read(shown.Key, shown.Content, types.Current);

    public int Revision => _saves.Revision;

    public bool IsDraft => Revision > 0;

    /// <summary>Why the last change is on the screen only; null when it is saved.</summary>
    public string? Unsaved { get; private set; }

    public async Task ChangeAsync(TaskForm form)
    {
        var content = FormText.Write(form);
        Reading = FormText.Read(shown.Key, content, types.Current);
        Unsaved = await _saves.SaveAsync(form.Name, content);
    }
}
