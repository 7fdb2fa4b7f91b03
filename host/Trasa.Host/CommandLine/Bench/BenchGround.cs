using System.Diagnostics;
using System.Text.Json.Nodes;
using Trasa.Engine;
using Trasa.Engine.Definitions;
using Trasa.Engine.Storage;
using Trasa.Engine.Stores;

namespace Trasa.Host.CommandLine.Bench;

/// <summary>An engine on an empty database with two workflows: one of ten steps in a burst, one that waits once.</summary>
internal sealed class BenchGround : IAsyncDisposable
{
    public const string Burst = "bench-burst";

    public const string Waiting = "bench-waiting";

    private readonly ServiceProvider _services;
    private readonly DatabaseAddress _given;
    private readonly DatabaseAddress _address;
    private readonly string? _schema;

    private BenchGround(DatabaseAddress given, DatabaseAddress address, string? schema)
    {
        (_given, _address, _schema) = (given, address, schema);
        _services = Services(address);
    }

    public static async Task<BenchGround> PrepareAsync(DatabaseAddress given, CancellationToken cancellationToken)
    {
        var schema = given.Kind == DatabaseKind.PostgreSql ? $"bench_{Environment.ProcessId}" : null;
        if (schema is not null) await ExecuteAsync(given, $"create schema {schema}", cancellationToken);
        var address = schema is null ? given with { Value = $"{given.Value}-{Environment.ProcessId}" } : given with { Value = $"{given.Value};Search Path={schema}" };
        var ground = new BenchGround(given, address, schema);
        await ground.Get<IDatabaseMigrator>().MigrateAsync(cancellationToken);
        await ground.PublishAsync(Burst, Enumerable.Repeat(BenchStep.Type, 10), cancellationToken);
        await ground.PublishAsync(Waiting, [BenchStep.Type, BenchWait.Type, BenchStep.Type], cancellationToken);
        return ground;
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public async Task<IReadOnlyList<Guid>> BookmarksAsync(CancellationToken cancellationToken)
    {
        await using var connection = await Get<IDatabase>().OpenAsync(cancellationToken);
        return await connection.Command("select id from bookmark").QueryAsync(row => row.GetGuid(0), cancellationToken);
    }

    public async Task<BenchResult> MeasureAsync(int count, int parallel, Func<int, Task> unit, CancellationToken cancellationToken)
    {
        var times = new double[count];
        var wal = await WalAsync(cancellationToken);
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        var processor = Environment.CpuUsage.TotalTime;
        var started = Stopwatch.GetTimestamp();
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = parallel, CancellationToken = cancellationToken }, async (i, _) =>
        {
            var begun = Stopwatch.GetTimestamp();
            await unit(i);
            times[i] = Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
        });
        var elapsed = Stopwatch.GetElapsedTime(started);
        processor = Environment.CpuUsage.TotalTime - processor;
        allocated = GC.GetTotalAllocatedBytes(precise: true) - allocated;
        Array.Sort(times);
        return new(
            "", count, count / elapsed.TotalSeconds, times[count / 2], times[Math.Min(count - 1, count * 99 / 100)],
            processor.TotalMicroseconds / count, (double)allocated / count, (await WalAsync(cancellationToken) - wal) / count);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        if (_schema is not null) await ExecuteAsync(_given, $"drop schema {_schema} cascade", CancellationToken.None);
        else foreach (var file in (string[])["", "-wal", "-shm", ".migrating"]) File.Delete(_address.Value + file);
    }

    private static ServiceProvider Services(DatabaseAddress address)
    {
        var services = new ServiceCollection();
        services.AddTrasaStorage(address);
        services.AddTrasaEngine().AddActivity<BenchStep>().AddActivity<BenchWait>();
        return services.BuildServiceProvider();
    }

    private Task<DefinitionVersion> PublishAsync(string key, IEnumerable<string> types, CancellationToken cancellationToken)
    {
        var activities = new JsonArray([.. types.Select((type, i) => new JsonObject { ["id"] = $"a{i}", ["type"] = type })]);
        var definition = new JsonObject { ["definitionId"] = key, ["root"] = new JsonObject { ["id"] = "all", ["type"] = "Elsa.Sequence", ["activities"] = activities } };
        return Get<IDefinitionStore>().PublishAsync(new(DefinitionKind.Workflow, key, key, definition.ToJsonString()), "bench", notes: null, cancellationToken);
    }

    private async Task<double?> WalAsync(CancellationToken cancellationToken)
    {
        if (_schema is null) return null;
        await using var connection = await Get<IDatabase>().OpenAsync(cancellationToken);
        return await connection.Command("select cast(pg_current_wal_insert_lsn() - '0/0'::pg_lsn as double precision)").QueryFirstAsync(row => row.GetDouble(0), cancellationToken);
    }

    private static async Task ExecuteAsync(DatabaseAddress address, string sql, CancellationToken cancellationToken)
    {
        await using var services = Services(address);
        await using var connection = await services.GetRequiredService<IDatabase>().OpenAsync(cancellationToken);
        await connection.Command(sql).ExecuteAsync(cancellationToken);
    }
}
