using Trasa.Engine.Execution;
using Trasa.Model.Activities;

namespace Trasa.Activities.People;

/// <summary>Waits until a person completes a task, or until its time is up.</summary>
internal sealed class UserTask(TaskOffers offers, IDirectory directory) : Activity
{
    public const string TimedOut = "Timed out";

    private const string TaskId = "task";

    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "Trasa.UserTask",
        Category = "People",
        DisplayName = "User task",
        Description = "Offers a task to people and goes on with the button that one of them presses.",
        Inputs =
        [
            new("title", "String", "What is to be done, in one line.", Required: true, Editor: "text"),
            new("description", "String", "More about it.", Editor: "multiline"),
            new("subject", "String", "The record that it is about, as type:id; the workflow's correlation when not given."),
            new("candidates", "Object", "Addresses of those who may take it: user:, position:, team:, supervisor-of:user:, head-of:department:, head-of:department-of:user:. One or a list.", Required: true, Editor: "person"),
            new("excluded", "Object", "Users who may not act, e.g. the requester: identifiers, one or a list.", Editor: "person"),
            new("kind", "String", "What sort of task it is.", Editor: "dropdown", Options: ["task", "approval", "offer"]),
            new("form", "String", "The form to fill in.", Editor: "form"),
            new("given", "Object", "What the form shows at first, as a context of field and value."),
            new("outcomes", "Object", "The buttons.", Required: true, Editor: "list"),
            new("due", "String", "How long it may take, e.g. 15 wmin, 4 wh, 2 wd, 48 h.", Editor: "duration"),
            new("reminder", "String", "After how long to remind, e.g. 2 wh.", Editor: "duration"),
            new("calendar", "String", "The calendar of working time.", Editor: "calendar"),
            new("onDue", "String", "Whether the task ends when its time is up, stays and is shown as overdue, or goes to the next level.", Editor: "dropdown", Options: ["end", "stay", "escalate"]),
            new("escalateTo", "Object", "The next level: addresses, one or a list.", Editor: "person"),
            new("priority", "String", "How urgent it is.", Editor: "dropdown", Options: ["urgent", "high", "medium", "low"]),
        ],
        Outputs =
        [
            new("outcome", "String", "The button that was pressed, or Timed out."),
            new("comment", "String", "What the person said."),
            new("values", "Object", "What was filled in."),
            new("completedBy", "String", "The user who completed it."),
            new("completedByName", "String", "Their name, with that of the person in whose place they acted."),
            new("onBehalfOf", "String", "The user in whose place they acted, or null."),
            new("workItem", "String", "The task's identifier."),
        ],
        Outcomes = [TimedOut],
        OutcomesFrom = "outcomes",
    };

    public override async ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellationToken)
    {
        var organisation = await directory.ReadAsync(cancellationToken).ConfigureAwait(false);
        var item = await offers.MakeAsync(context, new()
        {
            Title = context.Input<string>("title") is { Length: > 0 } title ? title : context.ActivityName,
            Description = context.Input<string>("description"),
            Subject = context.Input<string>("subject"),
            Candidates = TaskInputs.Texts(context.Input<object>("candidates")),
            Excluded = TaskInputs.Users(context.Input<object>("excluded"), organisation),
            Kind = Kind(context.Input<string>("kind")),
            Form = context.Input<string>("form"),
            Given = context.Input<object>("given") as IReadOnlyDictionary<string, object?>,
            Outcomes = TaskInputs.Texts(context.Input<object>("outcomes")),
            Priority = context.Input<string>("priority"),
            Due = context.Input<string>("due"),
            Reminder = context.Input<string>("reminder"),
            Calendar = context.Input<string>("calendar"),
            Limit = Limit(context.Input<string>("onDue")),
            EscalateTo = TaskInputs.Texts(context.Input<object>("escalateTo")),
        }, cancellationToken).ConfigureAwait(false);
        context[TaskId] = item.Id.ToString();
    }

    public override async ValueTask ResumeAsync(ActivityContext context, Resumption resumption, CancellationToken cancellationToken)
    {
        if (await offers.KeepAsync(context, resumption, cancellationToken).ConfigureAwait(false)) return;
        var item = await TaskOffers.FindAsync(context, Guid.Parse((string)context[TaskId]!), cancellationToken).ConfigureAwait(false);
        var completion = resumption.TimedOut ? null : CompletionPayload.Read(resumption.Payload)
            ?? throw new ActivityFaultException("A user task is completed through the work inbox, which says who did it.");
        var ended = await TaskOffers.EndAsync(context, item, completion, cancellationToken).ConfigureAwait(false);
        Outputs(context, ended, completion);
        context.Complete(ended.Outcome!);
    }

    public override async ValueTask CancelAsync(ActivityContext context, CancellationToken cancellationToken)
    {
        if (context[TaskId] is string id) await TaskOffers.CancelAsync(context, Guid.Parse(id), null, cancellationToken).ConfigureAwait(false);
    }

    private static void Outputs(ActivityContext context, WorkItem ended, CompletionPayload? completion)
    {
        context.Output("outcome", ended.Outcome);
        context.Output("comment", ended.Comment);
        context.Output("values", completion?.Values);
        context.Output("completedBy", ended.EndedBy?.ToString());
        context.Output("completedByName", completion?.Who);
        context.Output("onBehalfOf", ended.EndedFor?.ToString());
        context.Output("workItem", ended.Id.ToString());
        context.Journal("UserTask", new Dictionary<string, object?>
        {
            ["task"] = ended.Id.ToString(),
            ["outcome"] = ended.Outcome,
            ["by"] = completion?.CompletedByName,
            ["onBehalfOf"] = completion?.OnBehalfOfName,
            ["comment"] = ended.Comment,
        });
    }

    private static WorkItemKind Kind(string? text) => text switch
    {
        null or "" or "task" => WorkItemKind.Task,
        "approval" => WorkItemKind.Approval,
        "offer" => WorkItemKind.Offer,
        _ => throw new ActivityFaultException($"'{text}' is no kind of task; use task, approval or offer."),
    };

    private static TaskLimit Limit(string? text) => text switch
    {
        null or "" or "end" => TaskLimit.End,
        "stay" => TaskLimit.Stay,
        "escalate" => TaskLimit.Escalate,
        _ => throw new ActivityFaultException($"'{text}' is not what can happen at the due time; use end, stay or escalate."),
    };
}
