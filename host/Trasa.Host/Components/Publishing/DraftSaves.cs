using Trasa.Activities.Publishing;
using Trasa.Engine.Definitions;
using Trasa.Engine.Doors;
using Trasa.Engine.Stores;

namespace Trasa.Host.Components.Publishing;

/// <summary>The saves of one draft while somebody edits it. They take turns: each one needs the revision that the one before it left.</summary>
internal sealed class DraftSaves(PublicationDesk desk, Actor author, DefinitionVersion shown)
{
    private Task _last = Task.CompletedTask;

    /// <summary>The revision of the draft; 0 while there is none.</summary>
    public int Revision { get; private set; } = shown.IsPublished ? 0 : shown.Revision;

    /// <summary>Saves after everything that was handed in before; returns why it is on the screen only, or null when it is saved.</summary>
    public Task<string?> SaveAsync(string name, string content)
    {
        var save = SaveAfterAsync(_last, new(shown.Kind, shown.Key, name, content, shown.Pack));
        _last = save;
        return save;
    }

    private async Task<string?> SaveAfterAsync(Task before, DefinitionDraft draft)
    {
        // A save that failed was told to whoever asked for it; the next one has a chance of its own.
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        try
        {
            // Leaving the page must not lose what was changed last.
            Revision = (await desk.SaveAsync(draft, Revision, author, CancellationToken.None)).Revision;
            return null;
        }
        catch (ConcurrencyException)
        {
            return "Somebody else saved this draft. Load the page again to see it; your last changes are on the screen only.";
        }
    }
}
