using System.Collections;
using Trasa.Engine.Calendars;
using Trasa.Engine.Doors;
using Trasa.Engine.Execution;
using Trasa.Model.Activities;

namespace Trasa.Activities.People;

/// <summary>Waits until a person completes a task, or until its time is up.</summary>
internal sealed class UserTask(IDirectory directory, ICalendars calendars) : Activity
{
    public const string TimedOut = "Timed out";

    private const string TaskBookmark = "UserTask";
    private const string ReminderBookmark = "Reminder";
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
            new("candidates", "Object", "Addresses of those who may take it: user:, position:, team:, supervisor-of:user:, head-of:department:. One or a list.", Required: true, Editor: "person"),
            new("excluded", "Object", "Users who may not act, e.g. the requester: identifiers, one or a list.", Editor: "person"),
            new("kind", "String", "What sort of task it is.", Editor: "dropdown", Options: ["task", "approval", "offer"]),
            new("form", "String", "The form to fill in.", Editor: "form"),
            new("outcomes", "Object", "The buttons.", Required: true, Editor: "list"),
            new("due", "String", "How long it may take, e.g. 15 wmin, 4 wh, 2 wd, 48 h."),
            new("reminder", "String", "After how long to remind, e.g. 2 wh."),
            new("calendar", "String", "The calendar of working time.", Editor: "calendar"),
            new("onDue", "String", "Whether the task ends when its time is up, or stays and is shown as overdue.", Editor: "dropdown", Options: ["end", "stay"]),
            new("priority", "String", "How urgent it is.", Editor: "dropdown", Options: ["urgent", "high", "medium", "low"]),
        ],
        Outputs =
        [
            new("outcome", "String", "The button that was pressed, or Timed out."),
            new("comment", "String", "What the person said."),
            new("values", "Object", "What was filled in."),
            new("completedBy", "String", "The user who completed it."),
            new("onBehalfOf", "String", "The user in whose place they acted, or null."),
            new("workItem", "String", "The task's identifier."),
        ],
        Outcomes = [TimedOut],
        OutcomesFrom = "outcomes",
    };

    public override async ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellationToken)
    {
        var organisation = await directory.ReadAsync(cancellationToken).ConfigureAwait(false);
        var candidates = Candidates(context, organisation);
        var outcomes = Texts(context.Input<object>("outcomes"));
        if (outcomes.Count == 0) throw new ActivityFaultException("The user task has no outcomes; give it at least one button.");

        var due = await DueAsync(context, "due", cancellationToken).ConfigureAwait(false);
        var reminder = await DueAsync(context, "reminder", cancellationToken).ConfigureAwait(false);
        var ends = context.Input<string>("onDue") != "stay";
        var id = context.NewId();
        context[TaskId] = id.ToString();
        var bookmark = context.Wait(new(TaskBookmark, Payload: new Dictionary<string, object?> { ["task"] = id.ToString() }, Due: ends ? due?.Due : null, DueExplanation: ends ? Explained(due) : null));
        if (reminder is not null && (due is null || reminder.Due < due.Due)) context.Wait(new(ReminderBookmark, Due: reminder.Due, DueExplanation: Explained(reminder)));

        var item = new WorkItem
        {
            Id = id, InstanceId = context.InstanceId, ActivityId = context.ActivityId, BookmarkId = bookmark, Scope = context.DefinitionKey,
            Title = context.Input<string>("title") is { Length: > 0 } title ? title : context.ActivityName,
            Description = context.Input<string>("description"), Subject = context.Input<string>("subject") ?? context.CorrelationId,
            Kind = Kind(context.Input<string>("kind")), Form = context.Input<string>("form"), Outcomes = outcomes, Priority = context.Input<string>("priority") ?? "medium",
            Candidates = candidates, Excluded = Users(context, organisation), CreatedAt = context.Now, DueAt = due?.Due, DueExplanation = Explained(due), ReminderAt = reminder?.Due,
        };
        var work = await context.WorkAsync(cancellationToken).ConfigureAwait(false);
        await WorkItemTable.InsertAsync(work, item, cancellationToken).ConfigureAwait(false);
        await WorkItemTable.AppendAsync(work, id, new(context.Now, "Created", context.Actor.UserId, context.Actor.Name), cancellationToken).ConfigureAwait(false);
        Tell(context, "task.offered", item);
    }

    public override async ValueTask ResumeAsync(ActivityContext context, Resumption resumption, CancellationToken cancellationToken)
    {
        var work = await context.WorkAsync(cancellationToken).ConfigureAwait(false);
        var id = Guid.Parse((string)context[TaskId]!);
        var item = await WorkItemTable.FindAsync(work, id, cancellationToken).ConfigureAwait(false)
            ?? throw new ActivityFaultException($"The user task {id} is not in the database any more.");
        if (resumption.Bookmark.Kind == ReminderBookmark)
        {
            await WorkItemTable.AppendAsync(work, id, new(context.Now, "Reminded", null, Actor.System.Name), cancellationToken).ConfigureAwait(false);
            Tell(context, "task.reminder", item);
            return;
        }

        var completion = resumption.TimedOut ? null : CompletionPayload.Read(resumption.Payload)
            ?? throw new ActivityFaultException("A user task is completed through the work inbox, which says who did it.");
        var ended = completion is null
            ? item with { Status = WorkItemStatus.TimedOut, Outcome = TimedOut, EndedAt = context.Now }
            : Completed(item, completion, context.Now);
        await WorkItemTable.EndAsync(work, ended, cancellationToken).ConfigureAwait(false);
        await WorkItemTable.AppendAsync(work, id, Ending(ended, completion), cancellationToken).ConfigureAwait(false);
        Outputs(context, ended, completion);
        context.Complete(ended.Outcome!);
    }

    public override async ValueTask CancelAsync(ActivityContext context, CancellationToken cancellationToken)
    {
        if (context[TaskId] is not string id) return;
        var work = await context.WorkAsync(cancellationToken).ConfigureAwait(false);
        if (await WorkItemTable.FindAsync(work, Guid.Parse(id), cancellationToken).ConfigureAwait(false) is not { IsOpen: true } item) return;
        await WorkItemTable.EndAsync(work, item with { Status = WorkItemStatus.Cancelled, EndedAt = context.Now }, cancellationToken).ConfigureAwait(false);
        await WorkItemTable.AppendAsync(work, item.Id, new(context.Now, "Cancelled", context.Actor.UserId, context.Actor.Name), cancellationToken).ConfigureAwait(false);
    }

    private static WorkItem Completed(WorkItem item, CompletionPayload completion, DateTimeOffset now) => item with
    {
        Status = WorkItemStatus.Completed,
        Outcome = completion.Outcome,
        Comment = completion.Comment,
        FormValues = completion.Values.Count == 0 ? null : WorkItemJson.Write(completion.Values),
        EndedBy = completion.CompletedBy,
        EndedFor = completion.OnBehalfOf,
        EndedAt = now,
    };

    private static WorkItemEvent Ending(WorkItem ended, CompletionPayload? completion) => completion is null
        ? new(ended.EndedAt!.Value, "TimedOut", null, Actor.System.Name)
        : new(ended.EndedAt!.Value, "Completed", completion.CompletedBy, completion.CompletedByName, completion.OnBehalfOf, completion.OnBehalfOfName,
            completion.Comment is { Length: > 0 } comment ? $"{completion.Outcome}: {comment}" : completion.Outcome);

    private static void Outputs(ActivityContext context, WorkItem ended, CompletionPayload? completion)
    {
        context.Output("outcome", ended.Outcome);
        context.Output("comment", ended.Comment);
        context.Output("values", completion?.Values);
        context.Output("completedBy", ended.EndedBy?.ToString());
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

    private static void Tell(ActivityContext context, string name, WorkItem item) => context.Publish(name, item.Subject, new Dictionary<string, object?>
    {
        ["task"] = item.Id.ToString(),
        ["title"] = item.Title,
        ["kind"] = item.Kind.ToString(),
        ["subject"] = item.Subject,
        ["candidates"] = item.AssigneeId is { } assignee ? new List<object?> { $"user:{assignee}" } : item.Candidates.ToList<object?>(),
        ["due"] = item.DueAt,
    });

    private async ValueTask<DueTime?> DueAsync(ActivityContext context, string input, CancellationToken cancellationToken)
    {
        if (context.Input<string>(input) is not { Length: > 0 } text) return null;
        if (!BusinessDuration.TryParse(text, out var duration, out var problem)) throw new ActivityFaultException(problem.Text);
        var calendar = await CalendarAsync(context, duration, cancellationToken).ConfigureAwait(false);
        return calendar.Due(context.Now, duration).TryGet(out var due, out var never) ? due : throw new ActivityFaultException(never.Text);
    }

    private async ValueTask<WorkingCalendar> CalendarAsync(ActivityContext context, BusinessDuration duration, CancellationToken cancellationToken)
    {
        var key = context.Input<string>("calendar");
        if (string.IsNullOrEmpty(key))
            return duration.IsWorkingTime ? throw new ActivityFaultException($"'{duration}' is working time; say on which calendar.") : RoundTheClock;
        return await calendars.FindAsync(key, cancellationToken).ConfigureAwait(false)
            ?? throw new ActivityFaultException($"There is no calendar '{key}'.");
    }

    private static WorkingCalendar RoundTheClock { get; } =
        new(new CalendarDefinition { Key = "UTC", Name = "Round the clock", TimeZone = TimeZoneInfo.Utc, Week = WeeklyHours.RoundTheClock });

    private static List<string> Candidates(ActivityContext context, IOrganisation organisation)
    {
        var candidates = Texts(context.Input<object>("candidates")).ConvertAll(organisation.Canonical);
        return candidates.Count > 0 ? [.. candidates.Distinct()] : throw new ActivityFaultException("The user task names nobody who may take it; give it candidates.");
    }

    private static List<Guid> Users(ActivityContext context, IOrganisation organisation)
    {
        var users = new List<Guid>();
        foreach (var text in Texts(context.Input<object>("excluded")))
        {
            var address = organisation.Canonical(text.Contains(':', StringComparison.Ordinal) ? text : $"user:{text}");
            if (!Guid.TryParse(address["user:".Length..], out var id)) throw new ActivityFaultException($"'{text}' is no user who could be excluded; write user:anna or an identifier.");
            users.Add(id);
        }

        return users;
    }

    private static WorkItemKind Kind(string? text) => text switch
    {
        null or "" or "task" => WorkItemKind.Task,
        "approval" => WorkItemKind.Approval,
        "offer" => WorkItemKind.Offer,
        _ => throw new ActivityFaultException($"'{text}' is no kind of task; use task, approval or offer."),
    };

    private static List<string> Texts(object? value) => value switch
    {
        null => [],
        string text => text.Length == 0 ? [] : [text],
        IEnumerable list => [.. list.Cast<object?>().Where(entry => entry is not null).Select(entry => entry!.ToString()!)],
        _ => [value.ToString()!],
    };

    private static string? Explained(DueTime? due) => due is null ? null : WorkItemJson.Write(due);
}
