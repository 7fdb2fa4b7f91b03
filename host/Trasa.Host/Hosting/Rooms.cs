using Trasa.Engine.Storage;
using Trasa.Engine.Stores;

namespace Trasa.Host.Hosting;

/// <summary>The rooms of the house, on the database of this host.</summary>
internal static class Rooms
{
    public static IServiceCollection AddTrasaRooms(this IServiceCollection services, HostSettings settings)
    {
        services.AddSingleton<IDatabase>(_ => settings.Database.Kind switch
        {
            DatabaseKind.Sqlite => new SqliteDatabase(settings.Database.Value),
            DatabaseKind.PostgreSql => new PostgresDatabase(settings.Database.Value),
        });
        return services;
    }
}
