using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Trasa.Activities.Http.Incoming;
using Trasa.Activities.Http.Outgoing;
using Trasa.Engine;
using Trasa.Engine.Definitions;
using Trasa.Engine.Outbox;
using Trasa.Model.Validation;

namespace Trasa.Activities.Http;

public static class HttpRegistration
{
    /// <summary>Endpoints and requests. Nothing leaves until a host opens the door (<see cref="OpenHttpDoor"/>).</summary>
    public static IServiceCollection AddHttpActivities(this IServiceCollection services)
    {
        services.AddActivity<HttpEndpoint>().AddActivity<WriteHttpResponse>().AddActivity<WriteFileHttpResponse>().AddActivity<SendHttpRequest>().AddActivity<FlowSendHttpRequest>().AddActivity<DownloadHttpFile>();
        services.TryAddSingleton<IHttpDoor, ClosedHttpDoor>();
        services.TryAddSingleton<IHttpWorkflows, HttpWorkflows>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IOutboxChannel, HttpChannel>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<ITriggerExtractor, EndpointTriggers>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IActivityCheck, RouteCheck>());
        return services;
    }

    /// <summary>Lets requests leave to the network, within the limits of the options.</summary>
    public static IServiceCollection OpenHttpDoor(this IServiceCollection services, HttpDoorOptions options) =>
        services.Replace(ServiceDescriptor.Singleton<IHttpDoor>(_ => new GuardedHttpDoor(options)));
}
