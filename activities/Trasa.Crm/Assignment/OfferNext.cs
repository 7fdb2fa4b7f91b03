using Trasa.Activities.Deciding;
using Trasa.Engine.Execution;
using Trasa.Model.Activities;

namespace Trasa.Crm.Assignment;

/// <summary>Drains a team's queue as a step.</summary>
internal sealed class OfferNext(IAssignments assignments) : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "Trasa.Queue.Next",
        Category = "People",
        DisplayName = "Offer what waits",
        Description = "Gives the waiting work of a team to whoever has room: the most urgent first, then the oldest.",
        Inputs = [new("team", "String", "The team, by key or identifier.", Required: true, Editor: "team")],
        Outputs = [new("offered", "Object", "What was offered to whom, in order.")],
    };

    public override async ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellationToken)
    {
        var team = context.Input<string>("team") is { Length: > 0 } key ? key : throw new ActivityFaultException("Say whose queue is to be drained.");
        var work = await context.WorkAsync(cancellationToken).ConfigureAwait(false);
        var moment = new AssignmentMoment(work, context.Now, context.Actor, context.InstanceId, context.ActivityId);
        var given = await DrainAsync(moment, team, cancellationToken).ConfigureAwait(false);
        context.Output("offered", given.Select(AssignmentView.Of).ToList<object?>());
        context.Complete("Done");
    }

    private async Task<IReadOnlyList<AssignmentResult>> DrainAsync(AssignmentMoment moment, string team, CancellationToken cancellationToken)
    {
        try
        {
            return await assignments.DrainAsync(moment, team, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception problem) when (problem is AssignmentException or DecisionNotFoundException)
        {
            throw new ActivityFaultException(problem.Message, problem);
        }
    }
}
