using Microsoft.Extensions.DependencyInjection;
using Trasa.Activities.Deciding;
using Trasa.Activities.People;
using Trasa.Crm.Metadata;
using Trasa.Crm.Records;
using Trasa.Engine;
using Trasa.Engine.Calendars;
using Trasa.Engine.Doors;
using Trasa.Engine.Stimuli;
using Trasa.Engine.Storage;
using Trasa.Engine.Stores;
using Trasa.TestKit.Time;

namespace Trasa.Crm.Tests.Records;

/// <summary>The records on a database of its own, with a clock that stands still until it is moved.</summary>
internal sealed class RecordHouse : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly IAsyncDisposable _scratch;

    private RecordHouse(IAsyncDisposable scratch, ServiceProvider services)
    {
        _scratch = scratch;
        _services = services;
    }

    public ManualTime Clock { get; private init; } = null!;

    public HeardStimuli Stimuli { get; private init; } = null!;

    public IDatabase Database { get; private init; } = null!;

    public IRecords Records => Get<IRecords>();

    public IRecordTypes Types => Get<IRecordTypes>();

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    public static async Task<RecordHouse> OpenAsync(DatabaseKind kind)
    {
        var scratch = await RecordDatabase.NewAsync(kind, Token);
        var clock = new ManualTime(new DateTimeOffset(2026, 4, 24, 13, 30, 0, TimeSpan.Zero));
        var stimuli = new HeardStimuli();
        var services = new ServiceCollection()
            .AddSingleton<TimeProvider>(clock)
            .AddSingleton<IIdentifiers, Identifiers>()
            .AddSingleton<IStimulusQueue>(stimuli)
            .AddTrasaEngine()
            .AddSingleton<ICalendars>(new InMemoryCalendars(Office.Calendar))
            .AddPeople()
            .AddDeciding()
            .AddTrasaCrm()
            .AddTrasaStorage(scratch.Address)
            .BuildServiceProvider();
        await services.GetRequiredService<IDatabaseMigrator>().MigrateAsync(Token);
        await services.GetRequiredService<IRecordTypes>().EnsureAsync(Token);
        return new(scratch, services) { Clock = clock, Stimuli = stimuli, Database = services.GetRequiredService<IDatabase>() };
    }

    public async Task<T> WriteAsync<T>(Func<IUnitOfWork, Task<T>> write)
    {
        await using var work = await Database.BeginAsync(Token);
        var result = await write(work);
        await work.CommitAsync(Token);
        return result;
    }

    public Task<Record> CreateAsync(string type, object values, Actor? actor = null) =>
        WriteAsync(work => Records.CreateAsync(work, type, Values(values), actor ?? Actor.System, Token));

    public Task<Record> UpdateAsync(Record record, object changes, Actor? actor = null, long? revision = null) =>
        WriteAsync(work => Records.UpdateAsync(work, record.Type, record.Id, Values(changes), revision, actor ?? Actor.System, Token));

    public Task DeleteAsync(Record record, Actor? actor = null) => WriteAsync(async work =>
    {
        await Records.DeleteAsync(work, record.Type, record.Id, actor ?? Actor.System, Token);
        return true;
    });

    public Task<Record?> FindAsync(Record record, Actor? actor = null) => Records.FindAsync(null, record.Type, record.Id, actor ?? Actor.System, Token);

    public Task<RecordPage> QueryAsync(RecordQuery query, Actor? actor = null) => Records.QueryAsync(null, query, actor ?? Actor.System, Token);

    public async Task<Actor> UserAsync(string login, string[] roles, Record? team = null)
    {
        var user = await CreateAsync("user", new { login, name = login, roles, teams = team is null ? Array.Empty<Guid>() : [team.Id] });
        return new(user.Id, login);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _scratch.DisposeAsync();
    }

    private static Dictionary<string, object?> Values(object values) =>
        values as Dictionary<string, object?> ?? values.GetType().GetProperties().ToDictionary(property => property.Name, property => property.GetValue(values));

    private static CancellationToken Token => TestContext.Current.CancellationToken;
}

/// <summary>Remembers what the records told the workflows.</summary>
internal sealed class HeardStimuli : IStimulusQueue
{
    private readonly List<Stimulus> _heard = [];

    public IReadOnlyList<Stimulus> All => _heard;

    public IEnumerable<string> Names => _heard.Select(stimulus => stimulus.Name);

    public void Forget() => _heard.Clear();

    public Task EnqueueAsync(IUnitOfWork work, Stimulus stimulus, CancellationToken cancellationToken)
    {
        _heard.Add(stimulus);
        return Task.CompletedTask;
    }
}
