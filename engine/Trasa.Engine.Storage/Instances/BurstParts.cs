using Trasa.Engine.Bookmarks;
using Trasa.Engine.Incidents;
using Trasa.Engine.Instances;
using Trasa.Engine.Outbox;
using Trasa.Engine.Stimuli;
using Trasa.Engine.Storage.Sql;
using Trasa.Engine.Storage.Stimuli;

namespace Trasa.Engine.Storage.Instances;

/// <summary>Several bursts taken apart by table, in the order in which the tables are written.</summary>
internal sealed class BurstParts
{
    private readonly List<StoredInstance> _inserted = [];
    private readonly List<StoredInstance> _updated = [];
    private readonly List<Guid> _bookmarksTaken = [];
    private readonly List<Guid> _bookmarksGone = [];
    private readonly List<Guid> _stimuliGone = [];
    private readonly List<Bookmark> _bookmarks = [];
    private readonly List<Bookmark> _eventBookmarks = [];
    private readonly List<JournalRow> _journal = [];
    private readonly List<Stored<Stimulus>> _keys = [];
    private readonly List<Stored<Stimulus>> _stimuli = [];
    private readonly List<Stored<OutboxMessage>> _outbox = [];
    private readonly List<Incident> _incidents = [];

    public void Add(BurstCommit commit)
    {
        var at = commit.Instance.UpdatedAt;
        (commit.Instance.Revision == 1 ? _inserted : _updated).Add(commit.Instance);
        if (commit.ConsumedBookmark is { } bookmark) _bookmarksTaken.Add(bookmark);
        _bookmarksGone.AddRange(commit.RemovedBookmarks);
        if (commit.ConsumedStimulus is { } stimulus) _stimuliGone.Add(stimulus);
        _bookmarks.AddRange(commit.CreatedBookmarks);
        _eventBookmarks.AddRange(commit.CreatedBookmarks.Where(IsEvent));
        if (JournalRow.Of(commit) is { } page) _journal.Add(page);
        _stimuli.AddRange(commit.Stimuli.Select(item => new Stored<Stimulus>(item, at)));
        _keys.AddRange(commit.Stimuli.Where(item => item.DeduplicationKey is not null).Select(item => new Stored<Stimulus>(item, at)));
        _outbox.AddRange(commit.Outbox.Select(item => new Stored<OutboxMessage>(item, at)));
        _incidents.AddRange(commit.Incidents);
    }

    public static bool IsEvent(Bookmark bookmark) => bookmark.Kind == BookmarkKinds.Event;

    /// <summary>Calls back once per table that has something to write; fenced are the rows that must still be there.</summary>
    public async ValueTask ForEachAsync(IStatementSink sink)
    {
        await SendAsync(sink, BurstRows.InsertInstance, _inserted).ConfigureAwait(false);
        await SendAsync(sink, BurstRows.UpdateInstance, _updated, fenced: true).ConfigureAwait(false);
        await SendAsync(sink, BurstRows.DeleteBookmark, _bookmarksTaken, fenced: true).ConfigureAwait(false);
        await SendAsync(sink, BurstRows.DeleteBookmark, _bookmarksGone).ConfigureAwait(false);
        await SendAsync(sink, BurstRows.DeleteStimulus, _stimuliGone, fenced: true).ConfigureAwait(false);
        await SendAsync(sink, BurstRows.InsertBookmark, _bookmarks).ConfigureAwait(false);
        await SendAsync(sink, BurstRows.InsertJournal, _journal).ConfigureAwait(false);
        await SendAsync(sink, StimulusRows.RememberKey, _keys).ConfigureAwait(false);
        await SendAsync(sink, StimulusRows.Insert, _stimuli).ConfigureAwait(false);
        await SendAsync(sink, StimulusRows.InsertMessage, _outbox).ConfigureAwait(false);
        await SendAsync(sink, BurstRows.InsertIncident, _incidents).ConfigureAwait(false);
        await SendAsync(sink, BurstRows.WakeKeptEvents, _eventBookmarks).ConfigureAwait(false);
    }

    private static ValueTask SendAsync<TRow>(IStatementSink sink, BulkStatement<TRow> statement, List<TRow> rows, bool fenced = false) =>
        rows.Count == 0 ? ValueTask.CompletedTask : sink.TakeAsync(statement, rows, fenced);
}

internal interface IStatementSink
{
    ValueTask TakeAsync<TRow>(BulkStatement<TRow> statement, IReadOnlyList<TRow> rows, bool fenced);
}
