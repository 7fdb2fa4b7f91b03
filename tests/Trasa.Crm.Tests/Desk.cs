using Microsoft.Extensions.DependencyInjection;
using Trasa.Activities;
using Trasa.Activities.Deciding;
using Trasa.Activities.People;
using Trasa.Crm.Assignment;
using Trasa.Crm.Metadata;
using Trasa.Crm.Records;
using Trasa.Crm.Sla;
using Trasa.Engine.Calendars;
using Trasa.Engine.Doors;
using Trasa.Engine.Stores;
using Trasa.TestKit.Databases;
using Trasa.TestKit.Engine;
using Trasa.TestKit.Time;

namespace Trasa.Crm.Tests;

/// <summary>A service desk: the records, their people and the real engine on a database of its own, with a clock that the test moves.</summary>
internal sealed class Desk : IAsyncDisposable
{
    private readonly TestDatabase _database;

    private Desk(TestDatabase database, EngineTestHost host) => (_database, Host) = (database, host);

    public EngineTestHost Host { get; }

    public IRecords Records => Host.Get<IRecords>();

    public IWorkInbox Inbox => Host.Get<IWorkInbox>();

    public ISlaClocks Clocks => Host.Get<ISlaClocks>();

    public IAssignments Assignments => Host.Get<IAssignments>();

    public DateTimeOffset Now => Host.Time.GetUtcNow();

    public Record Team { get; private set; } = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Opens on a Monday morning with an empty first-line team.</summary>
    public static async Task<Desk> OpenAsync(DatabaseKind kind, Action<IServiceCollection>? configure = null)
    {
        var database = await RecordDatabase.NewAsync(kind, Token);
        var host = await EngineTestHost.StartAsync(
            services =>
            {
                services.AddSingleton<ICalendars>(new InMemoryCalendars(Office.Calendar));
                services.AddControlActivities().AddPeople().AddDeciding().AddTrasaCrm();
                configure?.Invoke(services);
            },
            database,
            new ManualTime(Office.At("2026-04-27 10:00")),
            Token);
        var desk = new Desk(database, host);
        await host.Get<IRecordTypes>().EnsureAsync(Token);
        desk.Team = await desk.CreateAsync("team", new { key = "first-line", name = "First line" });
        return desk;
    }

    public async Task<T> WriteAsync<T>(Func<IUnitOfWork, Task<T>> write)
    {
        await using var work = await Host.Database.BeginAsync(Token);
        var result = await write(work);
        await work.CommitAsync(Token);
        return result;
    }

    public Task<Record> CreateAsync(string type, object values) =>
        WriteAsync(work => Records.CreateAsync(work, type, Values(values), Actor.System, Token));

    public Task<Record> UpdateAsync(Record record, object changes) =>
        WriteAsync(work => Records.UpdateAsync(work, record.Type, record.Id, Values(changes), null, Actor.System, Token));

    public async Task<Record> ReadAsync(Record record) =>
        await Records.FindAsync(null, record.Type, record.Id, Actor.System, Token) ?? throw new InvalidOperationException("The record is gone.");

    /// <summary>An available member of the first line.</summary>
    public Task<Record> AgentAsync(string name, decimal capacity = 12, string status = "available", string[]? skills = null) => CreateAsync("user", new
    {
        login = name.ToLowerInvariant(),
        name,
        status,
        capacity,
        teams = new[] { Team.Id },
        roles = new[] { "agent" },
        skills = skills ?? [],
        languages = new[] { "ro" },
    });

    public Task<Record> CaseAsync(string priority = "medium") => CreateAsync("case", new { subject = "Tracker is offline", priority });

    /// <summary>Assigns as the case's workflow does: the record shows the choice in the same transaction.</summary>
    public Task<AssignmentResult> AssignAsync(Record record, params Guid[] refused) => WriteAsync(async work =>
    {
        var request = new AssignmentRequest(record.Reference.ToString(), "first-line", Refused: refused);
        var result = await Assignments.AssignAsync(new(work, Now, Actor.System), request, Token);
        if (result.UserId is { } user)
            await Records.UpdateAsync(work, "case", record.Id, Values(new { assignee = user, status = "Offered" }), null, Actor.System, Token);
        return result;
    });

    public static Actor ActorOf(Record user) => new(user.Id, user.Text("name")!);

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await _database.DisposeAsync();
    }

    private static Dictionary<string, object?> Values(object values) =>
        values.GetType().GetProperties().ToDictionary(property => property.Name, property => property.GetValue(values));
}

/// <summary>Tests that hold on every database; each test has a desk of its own.</summary>
public abstract class DeskSuite(DatabaseKind kind) : IAsyncLifetime
{
    private protected Desk Desk { get; private set; } = null!;

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => Desk = await Desk.OpenAsync(kind);

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (Desk is not null) await Desk.DisposeAsync();
    }
}
