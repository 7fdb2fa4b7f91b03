using Microsoft.Extensions.DependencyInjection;
using Trasa.Activities.Mail.Writing;
using Trasa.Crm.Scenarios;
using Trasa.Engine.Doors;
using Trasa.Engine.Stores;
using Trasa.Host.Hosting;
using Trasa.Host.Identity;
using Trasa.TestKit.Databases;

namespace Trasa.Host.Tests.CommandLine;

/// <summary>A host that dies while it installs the sample organisation completes it at its next start.</summary>
public sealed class SampleOrganisationTests
{
    private static readonly string[] s_counted =
    [
        "select count(*) from rec_user", "select count(*) from rec_company", "select count(*) from rec_contact", "select count(*) from rec_contract",
        "select count(*) from rec_message where direction = 'in'", "select count(*) from rec_case", "select count(distinct subject) from rec_case",
        "select count(*) from sla_clock", "select count(*) from quarantine", "select count(*) from incident",
    ];

    [Fact]
    public async Task Installation_that_is_killed_again_and_again_ends_complete_and_doubles_nothing()
    {
        await using var whole = TestDatabase.NewSqlite();
        await using var killed = TestDatabase.NewSqlite();

        await InstallAsync(whole.Address, killAfter: null);
        foreach (var identifiers in (int[])[20, 150, 600, 200, 100]) await Assert.ThrowsAnyAsync<OperationCanceledException>(() => InstallAsync(killed.Address, identifiers));
        await InstallAsync(killed.Address, killAfter: null);
        await InstallAsync(killed.Address, killAfter: null);

        Assert.Equal(await CountAsync(whole.Address), await CountAsync(killed.Address));
    }

    [Fact]
    public async Task Database_with_people_of_its_own_is_left_alone()
    {
        await using var database = TestDatabase.NewSqlite();
        await using var services = House(database.Address, new Identifiers(TimeProvider.System));
        await services.GetRequiredService<Preparation>().MigrateAsync(TestContext.Current.CancellationToken);
        await services.GetRequiredService<Accounts>().AddAsync(new("owner", "The Owner", null, ["administrator"]), TestContext.Current.CancellationToken);

        await services.GetRequiredService<SampleOrganisation>().InstallAsync(TestContext.Current.CancellationToken);

        Assert.Equal(1, (await CountAsync(database.Address))[0]);
    }

    private static async Task InstallAsync(DatabaseAddress address, int? killAfter)
    {
        using var kill = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        await using var services = House(address, new DeadlyIdentifiers(killAfter, kill));
        await services.GetRequiredService<Preparation>().MigrateAsync(TestContext.Current.CancellationToken);
        await services.GetRequiredService<SampleOrganisation>().InstallAsync(kill.Token);
    }

    private static ServiceProvider House(DatabaseAddress address, IIdentifiers identifiers)
    {
        var folder = Path.GetDirectoryName(address.Value)!;
        var clock = new SimulatedTime(new DateTimeOffset(2026, 4, 24, 7, 0, 0, TimeSpan.Zero));
        return Rooms.Build(new HostSettings(address) { DataFolder = folder, LogFolder = null }, clock, services =>
            services.AddSingleton<IMailSender, CollectedMail>().AddSingleton(identifiers).AddSingleton<Accounts>());
    }

    private static async Task<List<long>> CountAsync(DatabaseAddress address)
    {
        await using var services = House(address, new Identifiers(TimeProvider.System));
        await using var connection = await services.GetRequiredService<IDatabase>().OpenAsync(TestContext.Current.CancellationToken);
        var counts = new List<long>();
        foreach (var sql in s_counted) counts.Add(await connection.Command(sql).QueryFirstAsync(row => row.GetInt64(0), TestContext.Current.CancellationToken));
        return counts;
    }

    /// <summary>Ends everything at the n-th identifier, wherever that is.</summary>
    private sealed class DeadlyIdentifiers(int? killAfter, CancellationTokenSource kill) : IIdentifiers
    {
        private readonly Identifiers _identifiers = new(TimeProvider.System);
        private int _given;

        public Guid Next()
        {
            if (Interlocked.Increment(ref _given) == killAfter) kill.Cancel();
            return _identifiers.Next();
        }
    }
}
