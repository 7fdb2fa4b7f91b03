using Microsoft.Extensions.DependencyInjection;
using Trasa.Activities.Deciding;
using Trasa.Activities.People;
using Trasa.Crm.Metadata;
using Trasa.Engine;
using Trasa.Engine.Storage;
using Trasa.Engine.Stores;
using Trasa.TestKit.Databases;

namespace Trasa.Crm.Tests;

/// <summary>Databases with the tables of the shipped record types, and nothing in them.</summary>
internal static class RecordDatabase
{
    public static Task<TestDatabase> NewAsync(DatabaseKind kind, CancellationToken cancellationToken) =>
        TestDatabase.NewPreparedAsync(kind, "records", PrepareAsync, cancellationToken);

    private static async Task PrepareAsync(DatabaseAddress address)
    {
        await using var services = new ServiceCollection()
            .AddSingleton(TimeProvider.System)
            .AddTrasaEngine()
            .AddPeople()
            .AddDeciding()
            .AddTrasaCrm()
            .AddTrasaStorage(address)
            .BuildServiceProvider();
        await services.GetRequiredService<IDatabaseMigrator>().MigrateAsync(CancellationToken.None);
        await services.GetRequiredService<IRecordTypes>().EnsureAsync(CancellationToken.None);
    }
}
