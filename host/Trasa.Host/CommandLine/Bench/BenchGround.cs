using System.Diagnostics;
using System.Text.Json.Nodes;
using Trasa.Engine;
using Trasa.Engine.Definitions;
using Trasa.Engine.Doors;
using Trasa.Engine.Hosting;
using Trasa.Engine.Storage;
using Trasa.Engine.Stores;

namespace Trasa.Host.CommandLine.Bench;

/// <summary>An engine on an empty database with workflows of ten steps in a burst, of ten commits, and of one wait.</summary>
internal sealed class BenchGround : IAsyncDisposable
{
    public const string Burst = "bench-burst";

    public const string Steps = "bench-steps";

    public const string Waiting = "bench-waiting";

    private readonly ServiceProvider _services;
    private readonly DatabaseAddress _given;
    private readonly DatabaseAddress _address;
    private readonly string? _schema;

    private BenchGround(DatabaseAddress given, DatabaseAddress address, string? schema, Action<IServiceCollection>? more)
    {
        (_given, _address, _schema) = (given, address, schema);
        _services = Services(address, more);
        Meter = new(Get<IDatabase>());
    }

    public BenchMeter Meter { get; }

    public DatabaseKind Kind => _address.Kind;

    public static async Task<BenchGround> PrepareAsync(DatabaseAddress given, CancellationToken cancellationToken, Action<IServiceCollection>? more = null)
    {
        var schema = given.Kind == DatabaseKind.PostgreSql ? $"bench_{Environment.ProcessId}" : null;
        if (schema is not null) await ExecuteAsync(given, $"create schema {schema}", cancellationToken);
        var address = schema is null ? given with { Value = $"{given.Value}-{Environment.ProcessId}" } : given with { Value = $"{given.Value};Search Path={schema}" };
        var ground = new BenchGround(given, address, schema, more);
        await ground.Get<IDatabaseMigrator>().MigrateAsync(cancellationToken);
        await ground.PublishAsync(Burst, Sequence(Burst, Enumerable.Repeat(BenchStep.Type, 10)), cancellationToken);
        var steps = Sequence(Steps, Enumerable.Repeat(BenchStep.Type, 10));
        steps["options"] = new JsonObject { ["commitStrategyName"] = "ActivityExecuted" };
        await ground.PublishAsync(Steps, steps, cancellationToken);
        await ground.PublishAsync(Waiting, Sequence(Waiting, [BenchStep.Type, BenchWait.Type, BenchStep.Type]), cancellationToken);
        return ground;
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public async Task<IReadOnlyList<Guid>> BookmarksAsync(int take, CancellationToken cancellationToken)
    {
        await using var connection = await Get<IDatabase>().OpenAsync(cancellationToken);
        return await connection.Command("select id from bookmark order by created_at desc limit @take", ("take", take)).QueryAsync(row => row.GetGuid(0), cancellationToken);
    }

    /// <summary>Removes every instance, so that what is counted from here on is what there is.</summary>
    public async Task ForgetAsync(CancellationToken cancellationToken)
    {
        await using var connection = await Get<IDatabase>().OpenAsync(cancellationToken);
        foreach (var table in (string[])["bookmark", "journal", "workflow_instance"]) await connection.Command($"delete from {table}").ExecuteAsync(cancellationToken);
    }

    /// <summary>How long another host takes from nothing to the end of its first cycle, and the bytes that it holds then.</summary>
    public async Task<(TimeSpan Took, long Memory)> StartHostAsync(CancellationToken cancellationToken)
    {
        var empty = GC.GetTotalMemory(forceFullCollection: true);
        var began = Stopwatch.GetTimestamp();
        await using var services = Services(_address, more => more.AddTrasaRunner());
        await services.GetRequiredService<IDatabaseMigrator>().MigrateAsync(cancellationToken);
        var runners = services.GetServices<IHostedService>().ToList();
        foreach (var runner in runners) await runner.StartAsync(cancellationToken);
        var engine = services.GetRequiredService<IWorkflowEngine>();
        var started = await engine.StartAsync(new(Waiting), cancellationToken);
        BenchWait.Bookmarks.TryRemove(started.InstanceId, out var bookmark);
        await engine.ResumeAsync(bookmark, null, Actor.System, cancellationToken);
        var took = Stopwatch.GetElapsedTime(began);
        var memory = GC.GetTotalMemory(forceFullCollection: true) - empty;
        foreach (var runner in runners) await runner.StopAsync(cancellationToken);
        return (took, memory);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        if (_schema is not null) await ExecuteAsync(_given, $"drop schema {_schema} cascade", CancellationToken.None);
        else foreach (var file in (string[])["", "-wal", "-shm", ".migrating"]) File.Delete(_address.Value + file);
    }

    public static JsonObject Sequence(string key, IEnumerable<string> types) => new()
    {
        ["definitionId"] = key,
        ["root"] = new JsonObject { ["id"] = "all", ["type"] = "Elsa.Sequence", ["activities"] = Activities(types) },
    };

    public static JsonArray Activities(IEnumerable<string> types) => new([.. types.Select((type, i) => new JsonObject { ["id"] = $"a{i}", ["type"] = type })]);

    private static ServiceProvider Services(DatabaseAddress address, Action<IServiceCollection>? more = null)
    {
        var services = new ServiceCollection();
        services.AddTrasaStorage(address);
        services.AddTrasaEngine().AddActivity<BenchStep>().AddActivity<BenchWait>();
        more?.Invoke(services);
        return services.BuildServiceProvider();
    }

    private Task<DefinitionVersion> PublishAsync(string key, JsonObject definition, CancellationToken cancellationToken) =>
        Get<IDefinitionStore>().PublishAsync(new(DefinitionKind.Workflow, key, key, definition.ToJsonString()), "bench", notes: null, cancellationToken);

    private static async Task ExecuteAsync(DatabaseAddress address, string sql, CancellationToken cancellationToken)
    {
        await using var services = Services(address);
        await using var connection = await services.GetRequiredService<IDatabase>().OpenAsync(cancellationToken);
        await connection.Command(sql).ExecuteAsync(cancellationToken);
    }
}
