using Trasa.Model.Json;
using Trasa.Model.Validation;
using Trasa.Model.Workflows;

namespace Trasa.Activities.Http.Incoming;

/// <summary>Says what is wrong with the path of an endpoint.</summary>
internal sealed class RouteCheck : IActivityCheck
{
    public IEnumerable<ActivityFinding> Check(ActivityNode activity)
    {
        if (activity.Type != HttpEndpoint.TypeName || activity.Input("path") is not { Type: ExpressionSource.Literal } path) yield break;
        if (JsonShapes.AsText(path.Value) is { Length: > 0 } text && !RouteTemplate.TryParse(text, out _, out var problem)) yield return new("path", problem);
    }
}
