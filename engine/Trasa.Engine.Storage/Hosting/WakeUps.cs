using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Trasa.Engine.Hosting;

namespace Trasa.Engine.Storage.Hosting;

/// <summary>
/// Tells the other hosts on the same PostgreSQL that there is work, and listens to them. A notification in the transaction
/// of a burst would make commits queue up behind each other, so it goes out on a connection of its own, many wake-ups as one.
/// What is missed is found by polling.
/// </summary>
internal sealed partial class WakeUps(PostgresDatabase database, HostLease lease, WorkSignal signal, ILogger<WakeUps> logger) : BackgroundService
{
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(25);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly string _self = $"{Environment.MachineName}:{Environment.ProcessId}:{Environment.TickCount64}";

    /// <summary>Before anything is claimed by the clock, the clock is compared with that of the database.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            await lease.TakeAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (NpgsqlException problem)
        {
            Log.Broken(logger, problem.Message);
        }

        await base.StartAsync(cancellationToken).ConfigureAwait(false);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(ForeverAsync(ListenAsync, stoppingToken), ForeverAsync(TellAsync, stoppingToken));

    private async Task ForeverAsync(Func<CancellationToken, Task> work, CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await work(stoppingToken).ConfigureAwait(false);
            }
            catch (Exception problem) when (problem is OperationCanceledException or NpgsqlException)
            {
                if (stoppingToken.IsCancellationRequested) return;
                Log.Broken(logger, problem.Message);
                await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, CancellationToken.None).ConfigureAwait(false);
            }
        }
    }

    private async Task ListenAsync(CancellationToken stoppingToken)
    {
        var connection = await database.OpenListenerAsync(stoppingToken).ConfigureAwait(false);
        await using var _ = connection.ConfigureAwait(false);
        var channel = await ChannelAsync(connection, stoppingToken).ConfigureAwait(false);
        var heardOneself = false;
        connection.Notification += (_, notification) =>
        {
            if (notification.Payload == _self) heardOneself = true;
            else signal.NotifyFromAfar();
        };
        await ExecuteAsync(connection, $"listen \"{channel}\"", stoppingToken).ConfigureAwait(false);
        await ExecuteAsync(connection, $"select pg_notify('{channel}', '{_self}')", stoppingToken).ConfigureAwait(false);
        if (!heardOneself && !await connection.WaitAsync(Patience, stoppingToken).ConfigureAwait(false)) Log.Deaf(logger);
        while (!stoppingToken.IsCancellationRequested)
        {
            // A wire can go silent without a word, and the driver does not always hear that it is to stop: so nobody waits for ever.
            if (!await connection.WaitAsync(Patience, stoppingToken).ConfigureAwait(false)) await ExecuteAsync(connection, "select 1", stoppingToken).ConfigureAwait(false);
        }
    }

    private async Task TellAsync(CancellationToken stoppingToken)
    {
        var connection = await database.OpenListenerAsync(stoppingToken).ConfigureAwait(false);
        await using var _ = connection.ConfigureAwait(false);
        var channel = await ChannelAsync(connection, stoppingToken).ConfigureAwait(false);
        var next = signal.NextHere;
        while (!stoppingToken.IsCancellationRequested)
        {
            await next.WaitAsync(stoppingToken).ConfigureAwait(false);
            await Task.Delay(Gathering, TimeProvider.System, stoppingToken).ConfigureAwait(false);
            // Taken before telling, so that what is stored meanwhile is told of next.
            next = signal.NextHere;
            await ExecuteAsync(connection, $"select pg_notify('{channel}', '{_self}')", stoppingToken).ConfigureAwait(false);
        }
    }

    /// <summary>Installations share a database by schemas, and must not wake each other.</summary>
    private static async Task<string> ChannelAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand("select 'trasa_' || current_schema()", connection);
        await using var _ = command.ConfigureAwait(false);
        return (string)(await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false))!;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand(sql, connection);
        await using var _ = command.ConfigureAwait(false);
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    private static partial class Log
    {
        [LoggerMessage(2521, LogLevel.Warning, "Wake-ups between hosts do not arrive (a connection pooler in transaction mode?); work of other hosts is found by polling")]
        public static partial void Deaf(ILogger logger);

        [LoggerMessage(2522, LogLevel.Information, "The connection for wake-ups broke and is opened again: {Reason}")]
        public static partial void Broken(ILogger logger, string reason);
    }
}
