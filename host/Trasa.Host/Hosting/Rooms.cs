using Trasa.Activities;
using Trasa.Activities.Deciding;
using Trasa.Activities.People;
using Trasa.Crm;
using Trasa.Engine;
using Trasa.Engine.Storage;

namespace Trasa.Host.Hosting;

/// <summary>The rooms of the house, on the database of this host.</summary>
internal static class Rooms
{
    public static IServiceCollection AddTrasaRooms(this IServiceCollection services, HostSettings settings) => services
        .AddTrasaStorage(settings.Database)
        .AddTrasaEngine()
        .AddTrasaRunner()
        .AddControlActivities()
        .AddPeople()
        .AddDeciding()
        .AddTrasaCrm();
}
