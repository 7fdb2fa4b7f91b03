using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Npgsql;
using Trasa.Engine.Stores;

namespace Trasa.TestKit.Databases;

/// <summary>The databases of this process that tests are copied from: a file without a journal beside it, or a database that nobody is connected to.</summary>
internal static class PreparedDatabase
{
    private static readonly ConcurrentDictionary<(DatabaseKind Kind, string Name), Lazy<Task<string>>> Known = [];

    private static readonly Lazy<string> Folder = new(NewFolder);

    /// <returns>The path of the file, or the name of the database.</returns>
    public static Task<string> FindAsync(DatabaseKind kind, string name, Func<DatabaseAddress, Task> prepare) =>
        Known.GetOrAdd((kind, name), _ => new(() => kind == DatabaseKind.Sqlite ? SqliteAsync(name, prepare) : PostgresAsync(name, prepare))).Value;

    private static async Task<string> SqliteAsync(string name, Func<DatabaseAddress, Task> prepare)
    {
        var empty = TestDatabase.NewSqlite();
        await using var _ = empty.ConfigureAwait(false);
        await prepare(empty.Address).ConfigureAwait(false);
        var file = Path.Combine(Folder.Value, $"{name}.db");
        var connection = new SqliteConnection($"Data Source={empty.Address.Value};Pooling=False");
        await using var __ = connection.ConfigureAwait(false);
        await connection.OpenAsync().ConfigureAwait(false);
        await connection.Command("vacuum into @file", ("file", file)).ExecuteAsync(CancellationToken.None).ConfigureAwait(false);
        return file;
    }

    private static async Task<string> PostgresAsync(string name, Func<DatabaseAddress, Task> prepare)
    {
        var server = await TestDatabase.ServerAsync().ConfigureAwait(false);
        var database = $"original_{name}_{Environment.ProcessId}";
        await TestDatabase.ExecuteAsync(server, $"create database {database}", CancellationToken.None).ConfigureAwait(false);
        await prepare(new(DatabaseKind.PostgreSql, new NpgsqlConnectionStringBuilder(server) { Database = database }.ToString())).ConfigureAwait(false);
        return database;
    }

    private static string NewFolder()
    {
        var folder = Directory.CreateTempSubdirectory("trasa-originals-");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => folder.Delete(recursive: true);
        return folder.FullName;
    }
}
