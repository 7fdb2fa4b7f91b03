using Trasa.Engine.Execution;
using Trasa.Engine.Journal;
using Trasa.Model.Activities;

namespace Trasa.Activities.Control;

/// <summary>Writes a line to the journal of the instance.</summary>
internal sealed class WriteLine : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "Elsa.WriteLine",
        Category = "Control",
        DisplayName = "Write line",
        Description = "Writes a line to the journal.",
        Inputs = [new("text", "String", "The line.", Editor: "text")],
    };

    public override ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellationToken)
    {
        context.Journal(JournalEvents.Line, context.Input<string>("text") ?? "");
        context.Complete();
        return ValueTask.CompletedTask;
    }
}
