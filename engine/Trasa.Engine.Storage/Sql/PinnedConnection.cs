using Npgsql;

namespace Trasa.Engine.Storage.Sql;

/// <summary>
/// A connection that stays open for statements over <c>unnest</c>ed arrays. Plans made while a table is small would scan it
/// for ever after, so the planner is told to use the indexes. Used by one loop at a time.
/// </summary>
internal sealed class PinnedConnection(NpgsqlDataSource source) : IAsyncDisposable
{
    private const string Pin =
        "set enable_seqscan = off; set enable_hashjoin = off; set enable_mergejoin = off; set plan_cache_mode = force_generic_plan; set jit = off";

    /// <summary>A server has few connections to give, and these are held for the length of a statement.</summary>
    private const int MostPooled = 16;

    private NpgsqlConnection? _connection;

    /// <summary>Pooled connections with the same advice to the planner.</summary>
    public static NpgsqlDataSource PlannedByIndex(string connectionString)
    {
        var builder = new NpgsqlDataSourceBuilder(connectionString);
        builder.ConnectionStringBuilder.MaxPoolSize = Math.Min(builder.ConnectionStringBuilder.MaxPoolSize, MostPooled);
        builder.UsePhysicalConnectionInitializer(
            connection =>
            {
                using var command = new NpgsqlCommand(Pin, connection);
                command.ExecuteNonQuery();
            },
            async connection =>
            {
                var command = new NpgsqlCommand(Pin, connection);
                await using var _ = command.ConfigureAwait(false);
                await command.ExecuteNonQueryAsync().ConfigureAwait(false);
            });
        return builder.Build();
    }

    public async ValueTask<NpgsqlConnection> OpenAsync(CancellationToken cancellationToken)
    {
        if (_connection is not null) return _connection;
        var connection = await source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var command = new NpgsqlCommand(Pin, connection);
            await using var _ = command.ConfigureAwait(false);
            await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
            return _connection = connection;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>After an error: the next use opens another.</summary>
    public async ValueTask CloseAsync()
    {
        if (_connection is not { } connection) return;
        _connection = null;
        await connection.DisposeAsync().ConfigureAwait(false);
    }

    public ValueTask DisposeAsync() => CloseAsync();
}
