using Trasa.Activities.Publishing;
using Trasa.Crm.Forms;
using Trasa.Crm.Metadata;
using Trasa.Engine.Definitions;
using Trasa.Engine.Doors;
using Trasa.Engine.Stores;

namespace Trasa.Host.Forms;

/// <summary>A form while somebody edits it: what is on the screen, and the draft that it is saved to. Looking at it saves nothing.</summary>
internal sealed class FormDraft(PublicationDesk desk, IRecordTypes types, Actor author, DefinitionVersion shown)
{
    // Saves take turns: each one needs the revision that the one before it left.
    private Task _last = Task.CompletedTask;

    /// <summary>As it stands on the screen.</summary>
    public FormReading Reading { get; private set; } = FormText.Read(shown.Key, shown.Content, types.Current);

    /// <summary>The revision of the draft; 0 while there is none.</summary>
    public int Revision { get; private set; } = shown.IsPublished ? 0 : shown.Revision;

    public bool IsDraft => Revision > 0;

    /// <summary>Why the last change is on the screen only; null when it is saved.</summary>
    public string? Unsaved { get; private set; }

    public Task ChangeAsync(TaskForm form)
    {
        var content = FormText.Write(form);
        Reading = FormText.Read(shown.Key, content, types.Current);
        return _last = SaveAfterAsync(_last, new(DefinitionKind.Form, shown.Key, form.Name, content, shown.Pack));
    }

    private async Task SaveAfterAsync(Task before, DefinitionDraft draft)
    {
        await before;
        try
        {
            // Leaving the page must not lose what was changed last.
            Revision = (await desk.SaveAsync(draft, Revision, author, CancellationToken.None)).Revision;
            Unsaved = null;
        }
        catch (ConcurrencyException)
        {
            Unsaved = "Somebody else saved this draft. Load the page again to see it; your last changes are on the screen only.";
        }
    }
}
