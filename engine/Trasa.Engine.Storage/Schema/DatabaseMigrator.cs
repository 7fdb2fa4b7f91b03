using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Trasa.Engine.Stores;

namespace Trasa.Engine.Storage.Schema;

internal sealed class DatabaseMigrator(IDatabase database) : IDatabaseMigrator
{
    /// <summary>Any constant does; it only has to be the same in every host.</summary>
    private const long LockKey = 0x7472617361;

    /// <summary>Large tables take their time to change, and another host waits for as long.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromHours(1);

    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        var connection = await database.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = connection.ConfigureAwait(false);
        switch (database.Kind)
        {
            case DatabaseKind.Sqlite:
                await MigrateSqliteAsync(connection, cancellationToken).ConfigureAwait(false);
                break;
            case DatabaseKind.PostgreSql:
                await MigratePostgresAsync(connection, cancellationToken).ConfigureAwait(false);
                break;
        }
    }

    private async Task MigrateSqliteAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        using var ours = await FileLock.TakeAsync(connection.DataSource, cancellationToken).ConfigureAwait(false);
        if (!await MigrationHistory.IsCompleteAsync(DatabaseKind.Sqlite, connection, cancellationToken).ConfigureAwait(false))
        {
            // Entity Framework's own lock is a row, which a killed process leaves behind for ever; ours dies with the process.
            await connection.Command("drop table if exists \"__EFMigrationsLock\"").ExecuteAsync(cancellationToken).ConfigureAwait(false);
            var options = Options<SqliteTrasaContext>().UseSqlite(connection, sqlite => sqlite.MigrationsHistoryTable(MigrationHistory.Table)).Options;
            await MigrateAsync(new SqliteTrasaContext(options), cancellationToken).ConfigureAwait(false);
        }

        await JournalEntries.ConvertAsync(database, cancellationToken).ConfigureAwait(false);
    }

    private async Task MigratePostgresAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        var wait = connection.Command("select pg_advisory_lock(@key)", ("key", LockKey));
        wait.CommandTimeout = (int)Patience.TotalSeconds; // another host may be at it
        await wait.ExecuteAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (!await MigrationHistory.IsCompleteAsync(DatabaseKind.PostgreSql, connection, cancellationToken).ConfigureAwait(false))
            {
                var schema = await connection.Command("select current_schema()").QueryFirstAsync(row => row.GetString(0), cancellationToken).ConfigureAwait(false);
                var options = Options<PostgresTrasaContext>().UseNpgsql(connection, postgres => postgres.MigrationsHistoryTable(MigrationHistory.Table, schema)).Options;
                await MigrateAsync(new PostgresTrasaContext(options), cancellationToken).ConfigureAwait(false);
            }

            await JournalEntries.ConvertAsync(database, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await connection.Command("select pg_advisory_unlock(@key)", ("key", LockKey)).ExecuteAsync(CancellationToken.None).ConfigureAwait(false);
        }
    }

    /// <summary>That the model has no change without a migration is what a test finds out, not every installation.</summary>
    private static DbContextOptionsBuilder<TContext> Options<TContext>()
        where TContext : TrasaContext =>
        new DbContextOptionsBuilder<TContext>().ConfigureWarnings(warnings => warnings.Ignore(RelationalEventId.PendingModelChangesWarning));

    private static async Task MigrateAsync(TrasaContext context, CancellationToken cancellationToken)
    {
        await using var _ = context.ConfigureAwait(false);
        context.Database.SetCommandTimeout(Patience);
        await context.Database.MigrateAsync(cancellationToken).ConfigureAwait(false);
    }
}
