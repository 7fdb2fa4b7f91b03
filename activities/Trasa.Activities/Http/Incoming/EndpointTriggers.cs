using Trasa.Engine.Definitions;

namespace Trasa.Activities.Http.Incoming;

/// <summary>Endpoints that start workflows; the trigger's name is the route.</summary>
internal sealed class EndpointTriggers(TriggerActivities activities) : ITriggerExtractor
{
    public IReadOnlyList<WorkflowTrigger> Extract(DefinitionVersion definition) =>
    [
        .. activities.Find(definition, HttpEndpoint.TypeName)
            .Select(activity => RouteTemplate.TryParse(activity.Text("path") ?? "", out var route, out _) ? new WorkflowTrigger(activity.Id, HttpEndpoint.Kind, route.Text) : null)
            .OfType<WorkflowTrigger>(),
    ];
}
