using Trasa.Engine.Definitions;
using Trasa.Engine.Doors;
using Trasa.Engine.Hosting;
using Trasa.Engine.Stimuli;
using Trasa.Engine.Stores;

namespace Trasa.Host.CommandLine.Torture;

/// <summary>The database that hosts are tortured on: feeds it with work and judges it from its rows alone.</summary>
internal sealed class TortureGround : IAsyncDisposable
{
    private const int MostInFlight = 150;

    private readonly ServiceProvider _services;
    private readonly DatabaseAddress _given;
    private readonly string? _schema;

    private TortureGround(DatabaseAddress given, DatabaseAddress address, string? schema)
    {
        _given = given;
        _schema = schema;
        Address = address;
        _services = new ServiceCollection().AddTorture(address).BuildServiceProvider();
    }

    public DatabaseAddress Address { get; }

    /// <summary>Decides whom and when to kill.</summary>
    public int Seed { get; } = Environment.ProcessId;

    /// <summary>Whether the database stays for a look.</summary>
    public bool Keep { get; set; }

    private IDatabase Database => _services.GetRequiredService<IDatabase>();

    public static async Task<TortureGround> PrepareAsync(DatabaseAddress given, CancellationToken cancellationToken)
    {
        var schema = given.Kind == DatabaseKind.PostgreSql ? $"torture_{Environment.ProcessId}" : null;
        if (schema is not null) await ExecuteAsync(given, $"create schema {schema}", cancellationToken);
        var address = schema is null ? given with { Value = $"{given.Value}-{Environment.ProcessId}" } : given with { Value = $"{given.Value};Search Path={schema}" };
        var ground = new TortureGround(given, address, schema);
        await ground._services.GetRequiredService<IDatabaseMigrator>().MigrateAsync(cancellationToken);
        await ground.CreateAsync(cancellationToken);
        return ground;
    }

    /// <summary>Accepts starts and events, each event three times under one key, some of them before anybody waits.</summary>
    public async Task FeedAsync(CancellationToken stop)
    {
        var engine = _services.GetRequiredService<IWorkflowEngine>();
        try
        {
            while (!stop.IsCancellationRequested)
            {
                if (await CountAsync("select count(*) from torture_accepted a where not exists (select 1 from workflow_instance i where i.id = a.instance_id and i.status = 'Finished')", stop) > MostInFlight)
                {
                    await Task.Delay(TimeSpan.FromMilliseconds(100), stop);
                    continue;
                }

                for (var i = 0; i < 20; i++) await AcceptAsync(engine, stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // What was accepted so far is what is judged.
        }
    }

    /// <summary>Waits until nothing is left to do, or the time is over.</summary>
    public async Task SettleAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        var time = _services.GetRequiredService<TimeProvider>();
        var started = time.GetTimestamp();
        while (time.GetElapsedTime(started) < patience && await OpenWorkAsync(cancellationToken) > 0)
            await Task.Delay(TimeSpan.FromMilliseconds(250), cancellationToken);
    }

    public async Task<TortureVerdict> JudgeAsync(CancellationToken cancellationToken)
    {
        var accepted = await CountAsync("select count(*) from torture_accepted", cancellationToken);
        var finished = await CountAsync("select count(*) from workflow_instance where status = 'Finished'", cancellationToken);
        var steps = await CountAsync("select count(*) from torture_ledger", cancellationToken);
        var distinct = await CountAsync("select count(*) from (select distinct instance_id, step from torture_ledger) x", cancellationToken);
        var effects = await CountAsync("select count(*) from torture_effect", cancellationToken);
        var keys = await CountAsync("select count(distinct key) from torture_effect", cancellationToken);
        var money = await CountAsync("select coalesce(sum(balance), 0) from torture_account", cancellationToken);
        var expected = accepted * TortureWorkload.Steps;
        var remarks = new List<string>();
        if (money != 0) remarks.Add($"The accounts sum up to {money} instead of 0.");
        if (await CountAsync("select count(*) from workflow_instance", cancellationToken) != accepted) remarks.Add("There are not as many instances as were accepted.");
        return new(
            accepted, finished, effects, effects - keys,
            Lost: expected - distinct + (expected - keys),
            Doubled: steps - distinct,
            Stuck: accepted - finished + await OpenWorkAsync(cancellationToken),
            remarks);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        if (Keep) return;
        if (_schema is not null) await ExecuteAsync(_given, $"drop schema {_schema} cascade", CancellationToken.None);
        else foreach (var file in (string[])["", "-wal", "-shm", ".migrating"]) File.Delete(Address.Value + file);
    }

    private async Task CreateAsync(CancellationToken cancellationToken)
    {
        await using (var work = await Database.BeginAsync(cancellationToken))
        {
            var uuid = Address.Kind == DatabaseKind.Sqlite ? "text" : "uuid";
            await work.Command(TortureWorkload.Tables.Replace("{uuid}", uuid, StringComparison.Ordinal)).ExecuteAsync(cancellationToken);
            for (var id = 0; id < TortureWorkload.Accounts; id++)
                await work.Command("insert into torture_account (id, balance) values (@id, 0)", ("id", id)).ExecuteAsync(cancellationToken);
            await work.CommitAsync(cancellationToken);
        }

        await _services.GetRequiredService<IDefinitionStore>().PublishAsync(
            new(DefinitionKind.Workflow, TortureWorkload.Key, "Torture", TortureWorkload.Definition()), "torture", notes: null, cancellationToken);
    }

    private async Task AcceptAsync(IWorkflowEngine engine, CancellationToken stop)
    {
        var identifiers = _services.GetRequiredService<IIdentifiers>();
        var instance = identifiers.Next();
        var start = new Stimulus(
            identifiers.Next(), StimulusKind.Start, TortureWorkload.Key, null, instance, null, null, _services.GetRequiredService<TimeProvider>().GetUtcNow());
        stop.ThrowIfCancellationRequested();
        // Once begun, the acceptance is finished, whatever the server does: half of it would look like a loss.
        await Database.TryAsync(async () =>
        {
            await using var work = await Database.BeginAsync(CancellationToken.None);
            var isNew = await work.Command("insert into torture_accepted (instance_id) values (@id) on conflict (instance_id) do nothing", ("id", instance)).ExecuteAsync(CancellationToken.None) == 1;
            if (isNew) await _services.GetRequiredService<IStimulusQueue>().EnqueueAsync(work, start, CancellationToken.None);
            await work.CommitAsync(CancellationToken.None);
            return isNew;
        }, CancellationToken.None);

        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => engine.PublishAsync(
            new(TortureWorkload.Event, instance.ToString(), KeepFor: TimeSpan.FromHours(1), DeduplicationKey: $"go:{instance}"), CancellationToken.None)));
    }

    private Task<long> OpenWorkAsync(CancellationToken cancellationToken) => CountAsync(
        """
        select (select count(*) from torture_accepted a where not exists (select 1 from workflow_instance i where i.id = a.instance_id and i.status = 'Finished'))
            + (select count(*) from stimulus) + (select count(*) from outbox) + (select count(*) from bookmark)
        """,
        cancellationToken);

    private Task<long> CountAsync(string sql, CancellationToken cancellationToken) => Database.TryAsync(async () =>
    {
        await using var connection = await Database.OpenAsync(cancellationToken);
        return await connection.Command(sql).QueryFirstAsync(row => Convert.ToInt64(row.GetValue(0), System.Globalization.CultureInfo.InvariantCulture), cancellationToken);
    }, cancellationToken);

    private static async Task ExecuteAsync(DatabaseAddress address, string sql, CancellationToken cancellationToken)
    {
        await using var services = new ServiceCollection().AddTorture(address).BuildServiceProvider();
        await using var connection = await services.GetRequiredService<IDatabase>().OpenAsync(cancellationToken);
        await connection.Command(sql).ExecuteAsync(cancellationToken);
    }
}

/// <summary>What the rows say after the torture.</summary>
internal sealed record TortureVerdict(
    long Accepted, long Finished, long Effects, long Repeated, long Lost, long Doubled, long Stuck, IReadOnlyList<string> Remarks)
{
    public bool IsGood => Accepted > 0 && Lost == 0 && Doubled == 0 && Stuck == 0 && Remarks.Count == 0;
}
