using Npgsql;
using Trasa.Engine.Storage;
using Trasa.Engine.Stores;

namespace Trasa.Crm.Tests.Records;

/// <summary>A database that is gone after the test: a file, or a schema of the PostgreSQL that the tests were given.</summary>
internal sealed class ScratchDatabase(IDatabase database, Func<ValueTask> remove) : IAsyncDisposable
{
    public IDatabase Database => database;

    public ValueTask DisposeAsync() => remove();

    public static async Task<ScratchDatabase> CreateAsync(DatabaseKind kind) => kind switch
    {
        DatabaseKind.Sqlite => CreateSqlite(),
        DatabaseKind.PostgreSql => await CreatePostgresAsync(),
    };

    private static ScratchDatabase CreateSqlite()
    {
        var folder = Directory.CreateTempSubdirectory("trasa-crm-");
        var database = new SqliteDatabase(Path.Combine(folder.FullName, "trasa.db"));
        return new(database, () =>
        {
            database.Dispose();
            folder.Delete(recursive: true);
            return ValueTask.CompletedTask;
        });
    }

    private static async Task<ScratchDatabase> CreatePostgresAsync()
    {
        var address = Environment.GetEnvironmentVariable("TRASA_TEST_POSTGRES");
        if (address is null) Assert.Skip("TRASA_TEST_POSTGRES is not set.");
        var schema = "crm_" + Path.GetRandomFileName().Replace(".", "", StringComparison.Ordinal);
        await using var source = NpgsqlDataSource.Create(address);
        await using (var create = source.CreateCommand($"create schema {schema}")) await create.ExecuteNonQueryAsync();
        var database = new PostgresDatabase(address + ";Search Path=" + schema + ";Maximum Pool Size=8");
        return new(database, async () =>
        {
            await database.DisposeAsync();
            await using var again = NpgsqlDataSource.Create(address);
            await using var drop = again.CreateCommand($"drop schema {schema} cascade");
            await drop.ExecuteNonQueryAsync();
        });
    }
}
