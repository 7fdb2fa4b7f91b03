using Trasa.Model.Activities;
using Trasa.Model.Json;
using Trasa.Model.Workflows;

namespace Trasa.Engine.Execution.Control;

/// <summary>Stands for a type that is not installed. The definition keeps it as it is; only running it faults.</summary>
internal sealed class UnknownActivity(string type) : Activity
{
    public const string TypeName = "Elsa.NotFoundActivity";

    public override ActivityDescriptor Descriptor { get; } =
        Describe.Control(TypeName, "Unknown activity", $"The activity type '{type}' is not installed.");

    public override ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellationToken) =>
        throw new ActivityFaultException(MissingTypes.Explain(context.Properties.Text("missingTypeName") ?? type));
}
