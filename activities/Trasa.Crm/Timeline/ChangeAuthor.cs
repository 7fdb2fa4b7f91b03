using Trasa.Crm.ChangeLog;
using Trasa.Engine.Doors;

namespace Trasa.Crm.Timeline;

/// <summary>
/// Who made a change, in words. What a workflow changed is the workflow's doing, although it acts with the rights of the
/// person whose request set it off: both are named.
/// </summary>
public static class ChangeAuthor
{
    /// <summary>How the name of an actor begins that is an instance.</summary>
    private const string Instance = "instance:";

    /// <summary>What follows the name of an actor whose event an instance raised.</summary>
    private const string Through = " (instance ";

    /// <param name="change">The change.</param>
    /// <param name="standsInFor">The name of whom the actor stands in for, or null.</param>
    public static string Of(RecordChange change, string? standsInFor = null)
    {
        var person = Person(change.Actor) is { } name && standsInFor is not null ? TimelineTexts.Say("OnBehalfOf", name, standsInFor) : Person(change.Actor);
        return (change.Cause, change.Workflow, person) switch
        {
            (null, _, _) => person ?? Actor.System.Name,
            (_, null, null) => TimelineTexts.Word("SomeWorkflow"),
            (_, null, _) => TimelineTexts.Say("SomeWorkflowFor", person),
            (_, _, null) => TimelineTexts.Say("Workflow", change.Workflow),
            // The program that set it off bears its name.
            (_, { } workflow, { } starter) when starter == workflow => TimelineTexts.Say("Workflow", workflow),
            _ => TimelineTexts.Say("WorkflowFor", change.Workflow, person),
        };
    }

    /// <summary>The name of a person or program; null for the automation itself.</summary>
    private static string? Person(string actor)
    {
        var end = actor.IndexOf(Through, StringComparison.Ordinal);
        var name = end < 0 ? actor : actor[..end];
        return name == Actor.System.Name || name.StartsWith(Instance, StringComparison.Ordinal) ? null : name;
    }
}
