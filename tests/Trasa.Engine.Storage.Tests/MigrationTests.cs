using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Trasa.Engine.Storage.Schema;
using Trasa.Engine.Stores;
using Trasa.TestKit.Databases;

namespace Trasa.Engine.Storage.Tests;

/// <summary>The fixed tables, from any version to this one.</summary>
public sealed class MigrationTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public void Model_has_no_change_without_a_migration(DatabaseKind kind)
    {
        using TrasaContext context = kind == DatabaseKind.Sqlite ? new SqliteContextFactory().CreateDbContext([]) : new PostgresContextFactory().CreateDbContext([]);

        Assert.False(context.Database.HasPendingModelChanges());
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task Database_of_the_first_version_is_brought_up_to_date_and_then_left_alone(DatabaseKind kind)
    {
        await using var own = await TestDatabase.NewAsync(kind, Cancel);
        using var database = new StoreDatabase(own.Address);
        await database.MigrateToFirstAsync(Cancel);
        Assert.False(await database.IsCompleteAsync(Cancel));

        await database.Migrator.MigrateAsync(Cancel);
        var steps = await database.StepsAsync(Cancel);
        await database.Migrator.MigrateAsync(Cancel);

        Assert.True(await database.IsCompleteAsync(Cancel));
        Assert.Equal(steps, await database.StepsAsync(Cancel));
    }

    /// <summary>A step that this version brings and the database has not had is done, whatever else it has had.</summary>
    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task Step_of_a_newer_version_in_the_history_hides_no_step_of_this_one(DatabaseKind kind)
    {
        await using var own = await TestDatabase.NewAsync(kind, Cancel);
        using var database = new StoreDatabase(own.Address);
        await database.MigrateToFirstAsync(Cancel);
        await database.ExecuteAsync($"insert into {MigrationHistory.Table} values ('99990101000000_Later', '99.0')", Cancel);

        Assert.False(await database.IsCompleteAsync(Cancel));
    }

    private sealed class StoreDatabase(DatabaseAddress address) : IDisposable
    {
        private readonly IDatabase _database = address.Kind == DatabaseKind.Sqlite ? new SqliteDatabase(address.Value) : new PostgresDatabase(address.Value);

        public DatabaseMigrator Migrator => new(_database);

        public async Task MigrateToFirstAsync(CancellationToken cancellationToken)
        {
            await using var connection = await _database.OpenAsync(cancellationToken);
            await using TrasaContext context = address.Kind == DatabaseKind.Sqlite
                ? new SqliteTrasaContext(new DbContextOptionsBuilder<SqliteTrasaContext>().UseSqlite(connection, sqlite => sqlite.MigrationsHistoryTable(MigrationHistory.Table)).Options)
                : new PostgresTrasaContext(new DbContextOptionsBuilder<PostgresTrasaContext>().UseNpgsql(connection, postgres => postgres.MigrationsHistoryTable(MigrationHistory.Table)).Options);
            await context.GetService<IMigrator>().MigrateAsync(context.Database.GetMigrations().First(), cancellationToken);
        }

        public async Task<bool> IsCompleteAsync(CancellationToken cancellationToken)
        {
            await using var connection = await _database.OpenAsync(cancellationToken);
            return await MigrationHistory.IsCompleteAsync(address.Kind, connection, cancellationToken);
        }

        public async Task<List<string>> StepsAsync(CancellationToken cancellationToken)
        {
            await using var connection = await _database.OpenAsync(cancellationToken);
            return await connection.Command($"select \"MigrationId\" from {MigrationHistory.Table} order by 1").QueryAsync(row => row.GetString(0), cancellationToken);
        }

        public async Task ExecuteAsync(string sql, CancellationToken cancellationToken)
        {
            await using var connection = await _database.OpenAsync(cancellationToken);
            await connection.Command(sql).ExecuteAsync(cancellationToken);
        }

        public void Dispose() => (_database as IDisposable)?.Dispose();
    }
}
