using Microsoft.Extensions.Options;
using Npgsql;
using Trasa.Engine.Doors;
using Trasa.Engine.Hosting;
using Trasa.Engine.Storage.Sql;
using Trasa.Engine.Stores;

namespace Trasa.Engine.Storage.Hosting;

/// <summary>
/// The right of this host to commit, as a row with an end by the clock of the database. A host that stood still for longer
/// finds its row ended: what it had in hand is refused and done again from what is stored, under a row of a new id.
/// </summary>
internal sealed class HostLease(PostgresDatabase database, IIdentifiers identifiers, DatabaseTime clock, IOptions<RunnerOptions> options) : IAsyncDisposable
{
    private const string Stands = "exists (select 1 from engine_host where id = $1 and lease_until > clock_timestamp())";

    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _gate = new(1, 1);
    private Task? _renewing;
    private Guid? _id;

    /// <summary>Takes the lease, if this host has none yet.</summary>
    public async ValueTask<Guid> TakeAsync(CancellationToken cancellationToken)
    {
        if (_id is { } taken) return taken;
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            _renewing ??= Task.Run(RenewAsync, CancellationToken.None);
            return _id ??= await InsertAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>A statement that fails, and with it its batch, when the lease has ended.</summary>
    public static NpgsqlBatchCommand OrFail(Guid id) => new($"select case when {Stands} then 1 else ('a host has lost its lease: ' || clock_timestamp())::int end")
    {
        Parameters = { new NpgsqlParameter<Guid> { TypedValue = id } },
    };

    /// <summary>A question that has an answer as long as the lease stands.</summary>
    public static NpgsqlBatchCommand Question(Guid id) => new($"select $1 where {Stands}") { Parameters = { new NpgsqlParameter<Guid> { TypedValue = id } } };

    /// <summary>Whether the lease stands; when it has ended, the next <see cref="TakeAsync"/> takes a new one.</summary>
    public async Task<bool> StandsAsync(Guid id, CancellationToken cancellationToken)
    {
        if (_id != id) return false;
        if (await ProlongAsync(id, cancellationToken).ConfigureAwait(false)) return true;
        if (_id == id) _id = null;
        return false;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        if (_renewing is not null) await _renewing.ConfigureAwait(false);
        if (_id is { } id) await LeaveAsync(id).ConfigureAwait(false);
        _stop.Dispose();
        _gate.Dispose();
    }

    private async Task LeaveAsync(Guid id)
    {
        try
        {
            await database.ExecuteAsync("delete from engine_host where id = @id", CancellationToken.None, ("id", id)).ConfigureAwait(false);
        }
        catch (NpgsqlException)
        {
            // It ends by itself.
        }
    }

    private async Task RenewAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(options.Value.Lease / 3, TimeProvider.System, _stop.Token).ConfigureAwait(false);
                if (_id is { } id && !await ProlongAsync(id, _stop.Token).ConfigureAwait(false)) _id = null;
            }
            catch (Exception problem) when (problem is OperationCanceledException || database.IsTransient(problem))
            {
                // The database is away, or we are told to stop. A lease that ends meanwhile is noticed at the next commit.
            }
        }
    }

    private Task<Guid> InsertAsync(CancellationToken cancellationToken) => RunAsync(
        """
        with gone as (delete from engine_host where lease_until < clock_timestamp() - interval '1 day')
        insert into engine_host (id, name, started_at, lease_until) values (@id, @name, clock_timestamp(), clock_timestamp() + @lease) returning clock_timestamp(), id
        """,
        identifiers.Next(), cancellationToken);

    private async Task<bool> ProlongAsync(Guid id, CancellationToken cancellationToken) => await RunAsync(
        """
        update engine_host set lease_until = clock_timestamp() + @lease, name = @name where id = @id and lease_until > clock_timestamp()
        returning clock_timestamp(), id
        """,
        id, cancellationToken).ConfigureAwait(false) == id;

    /// <summary>Also compares the clocks.</summary>
    private async Task<Guid> RunAsync(string sql, Guid id, CancellationToken cancellationToken)
    {
        var connection = await database.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = connection.ConfigureAwait(false);
        var asked = clock.GetTimestamp();
        var answer = await connection.Command(sql, ("id", id), ("name", Environment.MachineName), ("lease", options.Value.Lease))
            .QueryAsync(row => (Now: row.Instant(0), Id: row.GetGuid(1)), cancellationToken).ConfigureAwait(false);
        if (answer is not [var found]) return Guid.Empty;
        clock.Saw(found.Now, asked, clock.GetTimestamp());
        return found.Id;
    }
}
