using Trasa.Engine.Bookmarks;
using Trasa.Engine.Definitions;
using Trasa.Engine.Incidents;
using Trasa.Engine.Instances;
using Trasa.Engine.Journal;
using Trasa.Engine.Outbox;
using Trasa.Engine.Stimuli;

namespace Trasa.Engine.Execution.InMemory;

/// <summary>An instance and everything that its bursts committed.</summary>
public sealed class InMemoryInstance(DefinitionVersion definition)
{
    private readonly List<Bookmark> _bookmarks = [];
    private readonly List<JournalEntry> _journal = [];
    private readonly List<Incident> _incidents = [];
    private readonly List<Stimulus> _stimuli = [];
    private readonly List<OutboxMessage> _outbox = [];

    public DefinitionVersion Definition { get; } = definition;

    public StoredInstance Stored { get; private set; } = null!;

    public InstanceStatus Status => Stored.Status;

    public IReadOnlyDictionary<string, object?> Output { get; private set; } = new Dictionary<string, object?>();

    /// <summary>Where it waits, in the order of creation.</summary>
    public IReadOnlyList<Bookmark> Bookmarks => _bookmarks;

    public IReadOnlyList<JournalEntry> Journal => _journal;

    public IReadOnlyList<Incident> Incidents => _incidents;

    public IReadOnlyList<Stimulus> Stimuli => _stimuli;

    public IReadOnlyList<OutboxMessage> Outbox => _outbox;

    internal void Apply(Burst burst, Guid? consumed)
    {
        var commit = burst.Commit;
        if (Stored is not null && commit.Instance.Revision != Stored.Revision + 1)
            throw new InvalidOperationException($"A burst of revision {commit.Instance.Revision} follows one of revision {Stored.Revision}.");
        Stored = commit.Instance;
        Output = burst.Output;
        _bookmarks.RemoveAll(bookmark => bookmark.Id == consumed || commit.RemovedBookmarks.Contains(bookmark.Id));
        _bookmarks.AddRange(commit.CreatedBookmarks);
        _journal.AddRange(commit.Journal);
        _incidents.AddRange(commit.Incidents);
        _stimuli.AddRange(commit.Stimuli);
        _outbox.AddRange(commit.Outbox);
    }
}
