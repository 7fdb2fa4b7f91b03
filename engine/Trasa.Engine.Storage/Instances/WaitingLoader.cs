using System.Threading.Channels;
using Npgsql;
using Trasa.Engine.Bookmarks;
using Trasa.Engine.Instances;
using Trasa.Engine.Storage.Sql;

namespace Trasa.Engine.Storage.Instances;

/// <summary>Reads instances by the bookmarks that they wait at: while one question is on its way the next gather, and then share one.</summary>
internal sealed class WaitingLoader : IAsyncDisposable
{
    private const int MaxSize = 256;

    private const int Lanes = 2;

    public static readonly string Columns =
        $"{InstanceReader.Prefixed("i", InstanceReader.InstanceColumns)}, {InstanceReader.Prefixed("b", InstanceReader.BookmarkColumns)}";

    public const string Tables = "bookmark w join workflow_instance i on i.id = w.instance_id join bookmark b on b.instance_id = i.id";

    private static readonly string Question = $"select {Columns}, w.id from {Tables} where w.id = any($1) order by w.id, b.created_at, b.id";

    private readonly Channel<Request> _queue = Channel.CreateUnbounded<Request>();
    private readonly PinnedConnection[] _connections;
    private readonly Task[] _loops;

    public WaitingLoader(PostgresDatabase database)
    {
        _connections = [.. Enumerable.Range(0, Lanes).Select(_ => database.NewPinned())];
        _loops = [.. _connections.Select(connection => Task.Run(() => DrainAsync(connection)))];
    }

    public Task<WaitingInstance?> LoadAsync(Guid bookmarkId)
    {
        var request = new Request(bookmarkId);
        ObjectDisposedException.ThrowIf(!_queue.Writer.TryWrite(request), this);
        return request.Done.Task;
    }

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await Task.WhenAll(_loops).ConfigureAwait(false);
        foreach (var connection in _connections) await connection.DisposeAsync().ConfigureAwait(false);
    }

    private async Task DrainAsync(PinnedConnection connection)
    {
        var requests = new List<Request>();
        while (await _queue.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            requests.Clear();
            while (requests.Count < MaxSize && _queue.Reader.TryRead(out var request)) requests.Add(request);
            if (requests.Count == 0) continue;
            try
            {
                var found = await AskAsync(connection, [.. requests.Select(request => request.BookmarkId).Distinct()]).ConfigureAwait(false);
                foreach (var request in requests) request.Done.TrySetResult(found.GetValueOrDefault(request.BookmarkId));
            }
            catch (Exception problem)
            {
                await connection.CloseAsync().ConfigureAwait(false);
                foreach (var request in requests) request.Done.TrySetException(problem);
            }
        }
    }

    private static async Task<Dictionary<Guid, WaitingInstance>> AskAsync(PinnedConnection connection, Guid[] ids)
    {
        var found = new Dictionary<Guid, WaitingInstance>(ids.Length);
        var command = new NpgsqlCommand(Question, await connection.OpenAsync(CancellationToken.None).ConfigureAwait(false));
        await using var _ = command.ConfigureAwait(false);
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = ids });
        var reader = await command.ExecuteReaderAsync(CancellationToken.None).ConfigureAwait(false);
        await using var __ = reader.ConfigureAwait(false);
        while (await reader.ReadAsync(CancellationToken.None).ConfigureAwait(false))
        {
            var asked = reader.GetGuid(InstanceReader.InstanceColumnCount + InstanceReader.BookmarkColumnCount);
            var bookmark = InstanceReader.Bookmark(reader, InstanceReader.InstanceColumnCount);
            if (found.TryGetValue(asked, out var waiting)) ((List<Bookmark>)waiting.Bookmarks).Add(bookmark);
            else found.Add(asked, new(InstanceReader.Instance(reader), new List<Bookmark> { bookmark }));
        }

        return found;
    }

    private sealed record Request(Guid BookmarkId)
    {
        public TaskCompletionSource<WaitingInstance?> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
