using Trasa.Engine.Execution.Bursts;
using Trasa.Model.Activities;
using Trasa.Model.Json;

namespace Trasa.Engine.Execution.Control;

internal sealed class SetVariable : Activity
{
    public override ActivityDescriptor Descriptor { get; } =
        Describe.Control("Elsa.SetVariable", "Set variable", "Gives a variable a value.") with
        {
            Inputs =
            [
                new("variable", "Variable", "Which one.", Required: true, Editor: "variable"),
                new("value", "Object", "Its new value."),
            ],
        };

    public override ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellationToken)
    {
        var run = (ActivityRun)context;
        var name = Target(run) ?? throw new ActivityFaultException("No variable is chosen.");
        run.SetVariable(name, run.Input<object>("value"));
        run.Done();
        return ValueTask.CompletedTask;
    }

    private static string? Target(ActivityRun run)
    {
        var reference = run.Node.Json.Member("variable");
        if (reference is not System.Text.Json.Nodes.JsonObject json) return JsonShapes.AsText(reference);
        json = json.Object("expression")?.Object("value") ?? json;
        var (id, name) = (json.Text("id") ?? json.MemoryReference(), json.Text("name"));
        return id is not null && run.Node.Scope.Find(id) is not null ? id : name ?? id;
    }
}
