using Npgsql;
using Trasa.Engine.Stores;

namespace Trasa.TestKit.Databases;

/// <summary>A database of its own: a temporary file, or a schema or database on the test server. Gone when disposed of.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    /// <summary>What xunit recognises as "skipped" in an exception's message.</summary>
    private const string SkipToken = "$XunitDynamicSkip$";

    private static int _count;

    private readonly Func<ValueTask> _remove;

    private TestDatabase(DatabaseAddress address, Func<ValueTask> remove)
    {
        Address = address;
        _remove = remove;
    }

    public DatabaseAddress Address { get; }

    public static TestDatabase NewSqlite()
    {
        var folder = Directory.CreateTempSubdirectory("trasa-sqlite-");
        return new(new(DatabaseKind.Sqlite, Path.Combine(folder.FullName, "trasa.db")), () =>
        {
            folder.Delete(recursive: true);
            return ValueTask.CompletedTask;
        });
    }

    /// <summary>Skips the test where PostgreSQL is not installed.</summary>
    public static async Task<TestDatabase> NewPostgresAsync(CancellationToken cancellationToken)
    {
        var server = await ServerAsync().ConfigureAwait(false);
        var schema = $"test_{Environment.ProcessId}_{Interlocked.Increment(ref _count)}";
        await ExecuteAsync(server, $"create schema {schema}", cancellationToken).ConfigureAwait(false);
        var address = new NpgsqlConnectionStringBuilder(server) { SearchPath = schema }.ToString();
        return new(new(DatabaseKind.PostgreSql, address), async () =>
            await ExecuteAsync(server, $"set client_min_messages = error; drop schema {schema} cascade", CancellationToken.None).ConfigureAwait(false));
    }

    public static async Task<TestDatabase> NewAsync(DatabaseKind kind, CancellationToken cancellationToken) => kind switch
    {
        DatabaseKind.Sqlite => NewSqlite(),
        DatabaseKind.PostgreSql => await NewPostgresAsync(cancellationToken).ConfigureAwait(false),
    };

    /// <summary>
    /// A database that is not empty. What all tests of a kind begin with is made once per process and copied, because
    /// making it takes longer than most tests.
    /// </summary>
    /// <param name="kind">Where it is.</param>
    /// <param name="name">What it begins with; the same name always means the same.</param>
    /// <param name="prepare">Fills an empty database and lets go of it.</param>
    /// <param name="cancellationToken">Gives up the copy, never the original.</param>
    public static async Task<TestDatabase> NewPreparedAsync(DatabaseKind kind, string name, Func<DatabaseAddress, Task> prepare, CancellationToken cancellationToken)
    {
        var original = await PreparedDatabase.FindAsync(kind, name, prepare).ConfigureAwait(false);
        switch (kind)
        {
            case DatabaseKind.Sqlite:
                var file = NewSqlite();
                File.Copy(original, file.Address.Value);
                return file;
            default:
                var server = await ServerAsync().ConfigureAwait(false);
                var copy = $"copy_{Environment.ProcessId}_{Interlocked.Increment(ref _count)}";
                await ExecuteAsync(server, $"create database {copy} template {original}", cancellationToken).ConfigureAwait(false);
                var address = new NpgsqlConnectionStringBuilder(server) { Database = copy }.ToString();
                return new(new(kind, address), async () => await ExecuteAsync(server, $"drop database {copy} with (force)", CancellationToken.None).ConfigureAwait(false));
        }
    }

    public ValueTask DisposeAsync() => _remove();

    internal static async Task<string> ServerAsync() => await PostgresCluster.AddressAsync().ConfigureAwait(false)
        ?? throw new InvalidOperationException(SkipToken + "PostgreSQL is not installed and TRASA_TEST_POSTGRES is not set.");

    internal static async Task ExecuteAsync(string server, string sql, CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection(server);
        await using var _ = connection.ConfigureAwait(false);
        await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
        await connection.Command(sql).ExecuteAsync(cancellationToken).ConfigureAwait(false);
    }
}
