using Trasa.Model.Activities;
using Trasa.Model.Json;

namespace Trasa.Engine.Execution.Control;

/// <summary>Stands for a type that is not installed. The definition keeps it as it is; only running it faults.</summary>
internal sealed class UnknownActivity(string type) : Activity
{
    public const string TypeName = "Elsa.NotFoundActivity";

    public override ActivityDescriptor Descriptor { get; } =
        Describe.Control(TypeName, "Unknown activity", $"The activity type '{type}' is not installed.");

    public override ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellationToken)
    {
        var missing = context.Properties.Text("missingTypeName") ?? type;
        throw new ActivityFaultException(missing is "Elsa.RunCSharp" or "Elsa.RunPython"
            ? $"'{missing}' runs code that is written in a definition; that is not done here. Use Elsa.RunJavaScript, or make an activity of it in code."
            : $"The activity type '{missing}' is not installed. Install what provides it, or replace the activity.");
    }
}
