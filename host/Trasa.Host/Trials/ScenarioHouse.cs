using Microsoft.Data.Sqlite;
using Npgsql;
using Trasa.Engine.Storage;
using Trasa.Engine.Stores;
using Trasa.Host.CommandLine;

namespace Trasa.Host.Trials;

/// <summary>A database and a folder for what is sent; both are gone when it is disposed of.</summary>
internal sealed class ScenarioHouse : IAsyncDisposable
{
    private readonly DatabaseAddress? _server;
    private readonly string _name;

    private ScenarioHouse(DatabaseAddress? server)
    {
        Folder = Directory.CreateTempSubdirectory("trasa-scenario-").FullName;
        (_server, _name) = (server, Path.GetFileName(Folder).Replace('-', '_').ToLowerInvariant());
        Database = server is null ? new(DatabaseKind.Sqlite, Path.Combine(Folder, "scenario.db")) : server with { Value = Named(server.Value, _name) };
    }

    public DatabaseAddress Database { get; }

    public string Folder { get; }

    /// <param name="address">A PostgreSQL connection string, or null for SQLite.</param>
    /// <param name="cancellationToken">Stops the preparation.</param>
    public static async Task<ScenarioHouse> OpenAsync(string? address, CancellationToken cancellationToken)
    {
        var server = address is null ? null : DatabaseAddress.Parse(address);
        var house = new ScenarioHouse(server is { Kind: DatabaseKind.PostgreSql } ? server : null);
        await house.OnServerAsync($"create database {house._name}", cancellationToken);
        return house;
    }

    /// <summary>Another house with what is in this one; nobody may be at work in it.</summary>
    public async Task<ScenarioHouse> CopyAsync(CancellationToken cancellationToken)
    {
        var copy = new ScenarioHouse(_server);
        await copy.OnServerAsync($"create database {copy._name} template {_name}", cancellationToken);
        if (_server is null) await CopyFileAsync(copy.Database.Value, cancellationToken);
        return copy;
    }

    public async ValueTask DisposeAsync()
    {
        await OnServerAsync($"drop database {_name} with (force)", CancellationToken.None);
        SqliteConnection.ClearAllPools();
        Directory.Delete(Folder, recursive: true);
    }

    private async Task CopyFileAsync(string path, CancellationToken cancellationToken)
    {
        using var database = new SqliteDatabase(Database.Value);
        await using var connection = await database.OpenAsync(cancellationToken);
        await connection.Command("vacuum into @path", ("path", path)).ExecuteAsync(cancellationToken);
    }

    private async Task OnServerAsync(string sql, CancellationToken cancellationToken)
    {
        if (_server is null) return;
        try
        {
            await using var database = new PostgresDatabase(_server.Value);
            await using var connection = await database.OpenAsync(cancellationToken);
            await connection.Command(sql).ExecuteAsync(cancellationToken);
        }
        catch (PostgresException problem) when (problem.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            throw new CommandLineException($"Each scenario gets a database of its own, and this user may not create one: {problem.MessageText}. Grant CREATEDB, or leave --database out to use SQLite.");
        }
    }

    private static string Named(string address, string database) => new NpgsqlConnectionStringBuilder(address) { Database = database, SearchPath = null }.ToString();
}
