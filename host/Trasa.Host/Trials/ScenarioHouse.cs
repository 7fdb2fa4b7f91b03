using Trasa.Engine.Storage;
using Trasa.Engine.Stores;

namespace Trasa.Host.Trials;

/// <summary>An empty database for one scenario, and a folder for what it sends; both are gone when it is disposed of.</summary>
internal sealed class ScenarioHouse : IAsyncDisposable
{
    private readonly DatabaseAddress? _server;
    private readonly string _schema;

    private ScenarioHouse(DatabaseAddress? server, string schema, string folder)
    {
        (_server, _schema, Folder) = (server, schema, folder);
        Database = server is null ? new(DatabaseKind.Sqlite, Path.Combine(folder, "scenario.db")) : server with { Value = $"{server.Value};Search Path={schema}" };
    }

    public DatabaseAddress Database { get; }

    public string Folder { get; }

    /// <param name="address">A PostgreSQL connection string, or null for SQLite.</param>
    /// <param name="cancellationToken">Stops the preparation.</param>
    public static async Task<ScenarioHouse> OpenAsync(string? address, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("trasa-scenario-").FullName;
        var server = address is null ? null : DatabaseAddress.Parse(address);
        var house = new ScenarioHouse(server is { Kind: DatabaseKind.PostgreSql } ? server : null, $"scenario_{Path.GetFileName(folder).Replace('-', '_').ToLowerInvariant()}", folder);
        await house.ExecuteAsync($"create schema {house._schema}", cancellationToken);
        return house;
    }

    public async ValueTask DisposeAsync()
    {
        await ExecuteAsync($"drop schema {_schema} cascade", CancellationToken.None);
        Directory.Delete(Folder, recursive: true);
    }

    private async Task ExecuteAsync(string sql, CancellationToken cancellationToken)
    {
        if (_server is null) return;
        await using var database = new PostgresDatabase(_server.Value);
        await using var connection = await database.OpenAsync(cancellationToken);
        await connection.Command(sql).ExecuteAsync(cancellationToken);
    }
}
