using System.Collections;
using Trasa.Activities.Deciding;
using Trasa.Crm.Records;
using Trasa.Engine.Execution;
using Trasa.Model.Activities;

namespace Trasa.Crm.Assignment;

/// <summary>R-ASSIGN as a step.</summary>
internal sealed class AssignWork(IAssignments assignments) : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "Trasa.Assign",
        Category = "People",
        DisplayName = "Assign",
        Description = "Chooses the best person of a team, or puts the work into the team's queue, and records why.",
        Inputs =
        [
            new("case", "String", "The case, by identifier; the workflow's correlation when neither it nor a record is given.", Editor: "record"),
            new("record", "String", "Any other record that is declared as work, as type:id."),
            new("team", "String", "The team, by key.", Required: true, Editor: "team"),
            new("skill", "String", "A skill that is needed."),
            new("skills", "Object", "Several skills that are needed."),
            new("language", "String", "The language that is needed."),
            new("excluded", "Object", "Users who were offered it already or may not have it."),
            new("priority", "String", "The priority; the record's own when not given.", Editor: "dropdown", Options: ["urgent", "high", "medium", "low"]),
        ],
        Outputs =
        [
            new("choice", "Object", "userId, userName, teamId, reason, decisionRecord, and the position in the queue."),
            new("assignee", "String", "The user, or null."),
            new("decisionRecord", "String", "The record of the choice."),
        ],
        Outcomes = ["Candidate", "Queued"],
    };

    public override async ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellationToken)
    {
        var work = await context.WorkAsync(cancellationToken).ConfigureAwait(false);
        var moment = new AssignmentMoment(work, context.Now, context.Actor, context.InstanceId, context.ActivityId);
        var team = context.Input<string>("team") is { Length: > 0 } key ? key : throw new ActivityFaultException("Say which team the work is for.");
        var request = new AssignmentRequest(
            Subject(context), team, [.. Texts(context.Input<object>("skill")), .. Texts(context.Input<object>("skills"))], context.Input<string>("language"),
            Refused: Users(context.Input<object>("excluded")), Priority: context.Input<string>("priority"));
        var result = await AssignAsync(moment, request, cancellationToken).ConfigureAwait(false);
        var choice = AssignmentView.Of(result);
        context.Output("choice", choice);
        context.Output("assignee", choice["userId"]);
        context.Output("decisionRecord", choice["decisionRecord"]);
        context.Journal("Assigned", choice);
        context.Complete(result.UserId is null ? "Queued" : "Candidate");
    }

    private async Task<AssignmentResult> AssignAsync(AssignmentMoment moment, AssignmentRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await assignments.AssignAsync(moment, request, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception problem) when (problem is AssignmentException or DecisionNotFoundException)
        {
            throw new ActivityFaultException(problem.Message, problem);
        }
    }

    private static string Subject(ActivityContext context)
    {
        var given = context.Input<string>("record") is { Length: > 0 } record ? record : context.Input<string>("case") is { Length: > 0 } text ? text : context.CorrelationId;
        return Guid.TryParse(given, out var id) ? new RecordReference("case", id).ToString() : given ?? throw new ActivityFaultException("Say which record is to be assigned.");
    }

    private static List<Guid> Users(object? value) =>
        Texts(value).ConvertAll(text => Guid.TryParse(text.StartsWith("user:", StringComparison.Ordinal) ? text["user:".Length..] : text, out var id)
            ? id
            : throw new ActivityFaultException($"'{text}' is no user; give the identifier."));

    private static List<string> Texts(object? value) => value switch
    {
        null or "" => [],
        string text => [text],
        IEnumerable list => [.. list.Cast<object?>().Where(entry => entry is not null).Select(entry => entry!.ToString()!)],
        _ => [value.ToString()!],
    };
}
