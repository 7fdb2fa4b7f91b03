using Trasa.Engine.Calendars;
using Trasa.Engine.Doors;
using Trasa.Engine.Execution;
using Trasa.Engine.Values;

namespace Trasa.Activities.People;

/// <summary>Offers tasks to people in the name of a step, and follows them to their end. Every change is part of the step's burst.</summary>
internal sealed class TaskOffers(IDirectory directory, ICalendars calendars, IWorkForms forms)
{
    public const string TaskBookmark = "UserTask";
    public const string ReminderBookmark = "Reminder";
    public const string EscalationBookmark = "Escalation";

    private static WorkingCalendar RoundTheClock { get; } =
        new(new CalendarDefinition { Key = "UTC", Name = "Round the clock", TimeZone = TimeZoneInfo.Utc, Week = WeeklyHours.RoundTheClock });

    /// <summary>Offers the task and waits for it. Bookmarks carry the task's identifier.</summary>
    public async Task<WorkItem> MakeAsync(ActivityContext context, TaskDemand demand, CancellationToken cancellationToken)
    {
        var organisation = await directory.ReadAsync(cancellationToken).ConfigureAwait(false);
        if (demand.Outcomes.Count == 0) throw new ActivityFaultException("The user task has no outcomes; give it at least one button.");
        if (demand.Candidates.Count == 0) throw new ActivityFaultException("The user task names nobody who may take it; give it candidates.");
        var formVersion = await FormVersionAsync(demand.Form, cancellationToken).ConfigureAwait(false);

        var due = await DueAsync(context, demand.Due, demand.Calendar, cancellationToken).ConfigureAwait(false);
        var reminder = await DueAsync(context, demand.Reminder, demand.Calendar, cancellationToken).ConfigureAwait(false);
        var id = context.NewId();
        var item = new WorkItem
        {
            Id = id, InstanceId = context.InstanceId, ActivityId = context.ActivityId, BookmarkId = Wait(context, id, demand, due, reminder), Scope = context.DefinitionKey,
            Title = demand.Title, Description = demand.Description, Subject = demand.Subject ?? context.CorrelationId,
            Kind = demand.Kind, Form = demand.Form, FormVersion = formVersion, Outcomes = demand.Outcomes, Priority = demand.Priority ?? "medium",
            Candidates = [.. demand.Candidates.Select(organisation.Canonical).Distinct()], Excluded = demand.Excluded, CreatedAt = context.Now,
            DueAt = due?.Due, DueExplanation = Explained(due), ReminderAt = reminder?.Due, FormValues = demand.Given is { Count: > 0 } given ? JsonValues.Write(given) : null,
        };
        var work = await context.WorkAsync(cancellationToken).ConfigureAwait(false);
        await WorkItemTable.InsertAsync(work, item, cancellationToken).ConfigureAwait(false);
        await WorkItemTable.AppendAsync(work, id, new(context.Now, "Created", context.Actor.UserId, context.Actor.Name), cancellationToken).ConfigureAwait(false);
        Tell(context, "task.offered", item);
        return item;
    }

    /// <summary>The task that a bookmark of the step waits for.</summary>
    public static async Task<WorkItem> FindAsync(ActivityContext context, Guid id, CancellationToken cancellationToken)
    {
        var work = await context.WorkAsync(cancellationToken).ConfigureAwait(false);
        return await WorkItemTable.FindAsync(work, id, cancellationToken).ConfigureAwait(false)
            ?? throw new ActivityFaultException($"The user task {id} is not in the database any more.");
    }

    public static Guid TaskOf(Resumption resumption) =>
        JsonValues.Parse(resumption.Bookmark.Payload) is IReadOnlyDictionary<string, object?> payload && Guid.TryParse(payload.GetValueOrDefault("task") as string, out var id)
            ? id
            : throw new ActivityFaultException("The bookmark has lost its task.");

    /// <summary>Handles a reminder or an escalation; false when the bookmark is that of the task itself.</summary>
    public async Task<bool> KeepAsync(ActivityContext context, Resumption resumption, CancellationToken cancellationToken)
    {
        if (resumption.Bookmark.Kind is not (ReminderBookmark or EscalationBookmark)) return false;
        var item = await FindAsync(context, TaskOf(resumption), cancellationToken).ConfigureAwait(false);
        if (!item.IsOpen) return true;
        if (resumption.Bookmark.Kind == EscalationBookmark) await EscalateAsync(context, item, resumption, cancellationToken).ConfigureAwait(false);
        else await SayAsync(context, item, "Reminded", null, "task.reminder", cancellationToken).ConfigureAwait(false);
        return true;
    }

    /// <summary>Ends the task with what a person answered, or, with null, because its time is up.</summary>
    public static async Task<WorkItem> EndAsync(ActivityContext context, WorkItem item, CompletionPayload? completion, CancellationToken cancellationToken)
    {
        var work = await context.WorkAsync(cancellationToken).ConfigureAwait(false);
        var ended = completion is null
            ? item with { Status = WorkItemStatus.TimedOut, Outcome = UserTask.TimedOut, EndedAt = context.Now }
            : Completed(item, completion, context.Now);
        await WorkItemTable.EndAsync(work, ended, cancellationToken).ConfigureAwait(false);
        await WorkItemTable.AppendAsync(work, item.Id, Ending(ended, completion), cancellationToken).ConfigureAwait(false);
        return ended;
    }

    /// <summary>Takes the task back, if it is still open.</summary>
    public static async Task CancelAsync(ActivityContext context, Guid id, string? reason, CancellationToken cancellationToken)
    {
        var work = await context.WorkAsync(cancellationToken).ConfigureAwait(false);
        if (await WorkItemTable.FindAsync(work, id, cancellationToken).ConfigureAwait(false) is not { IsOpen: true } item) return;
        await WorkItemTable.EndAsync(work, item with { Status = WorkItemStatus.Cancelled, Comment = reason, EndedAt = context.Now }, cancellationToken).ConfigureAwait(false);
        await WorkItemTable.AppendAsync(work, item.Id, new(context.Now, "Cancelled", context.Actor.UserId, context.Actor.Name, Comment: reason), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The version that the task keeps, whatever is published while it is open.</summary>
    private async ValueTask<int?> FormVersionAsync(string? form, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(form)) return null;
        return await forms.FindVersionAsync(form, cancellationToken).ConfigureAwait(false) ?? throw new ActivityFaultException($"There is no published form '{form}'.");
    }

    private static Guid Wait(ActivityContext context, Guid id, TaskDemand demand, DueTime? due, DueTime? reminder)
    {
        var task = new Dictionary<string, object?> { ["task"] = id.ToString() };
        var ends = demand.Limit == TaskLimit.End;
        var bookmark = context.Wait(new(TaskBookmark, Payload: task, Due: ends ? due?.Due : null, DueExplanation: ends ? Explained(due) : null));
        if (reminder is not null && (due is null || reminder.Due < due.Due || demand.Limit == TaskLimit.Stay))
            context.Wait(new(ReminderBookmark, id.ToString(), Payload: task, Due: reminder.Due, DueExplanation: Explained(reminder)));
        if (demand.Limit == TaskLimit.Escalate && due is not null)
        {
            if (demand.EscalateTo.Count == 0) throw new ActivityFaultException("The user task goes to the next level when its time is up; say in 'escalateTo' who that is.");
            context.Wait(new(EscalationBookmark, id.ToString(), Payload: new Dictionary<string, object?>(task) { ["to"] = demand.EscalateTo.ToList<object?>() }, Due: due.Due, DueExplanation: Explained(due)));
        }

        return bookmark;
    }

    private async Task EscalateAsync(ActivityContext context, WorkItem item, Resumption resumption, CancellationToken cancellationToken)
    {
        var organisation = await directory.ReadAsync(cancellationToken).ConfigureAwait(false);
        var to = ((IReadOnlyDictionary<string, object?>)JsonValues.Parse(resumption.Bookmark.Payload)!)["to"] as IEnumerable<object?> ?? [];
        var next = item with { Candidates = [.. to.OfType<string>().Select(organisation.Canonical).Distinct()], Status = WorkItemStatus.Open, AssigneeId = null, AssigneeFor = null, TakenAt = null };
        var work = await context.WorkAsync(cancellationToken).ConfigureAwait(false);
        await WorkItemTable.ReofferAsync(work, next, cancellationToken).ConfigureAwait(false);
        var names = next.Candidates.SelectMany(address => organisation.Resolve(new(address, context.Now, item.Scope, item.Excluded)).People).Select(found => found.Person.Name);
        await SayAsync(context, next, "Escalated", $"to {string.Join(", ", names.Distinct())}", "task.escalated", cancellationToken).ConfigureAwait(false);
    }

    private static async Task SayAsync(ActivityContext context, WorkItem item, string what, string? comment, string eventName, CancellationToken cancellationToken)
    {
        var work = await context.WorkAsync(cancellationToken).ConfigureAwait(false);
        await WorkItemTable.AppendAsync(work, item.Id, new(context.Now, what, null, Actor.System.Name, Comment: comment), cancellationToken).ConfigureAwait(false);
        Tell(context, eventName, item);
    }

    private static WorkItem Completed(WorkItem item, CompletionPayload completion, DateTimeOffset now)
    {
        var values = new Dictionary<string, object?>(JsonValues.Parse(item.FormValues) as IReadOnlyDictionary<string, object?> ?? new Dictionary<string, object?>(), StringComparer.Ordinal);
        foreach (var (field, value) in completion.Values) values[field] = value;
        return item with
        {
            Status = WorkItemStatus.Completed,
            Outcome = completion.Outcome,
            Comment = completion.Comment,
            FormValues = values.Count == 0 ? null : JsonValues.Write(values),
            EndedBy = completion.CompletedBy,
            EndedFor = completion.OnBehalfOf,
            EndedAt = now,
        };
    }

    private static WorkItemEvent Ending(WorkItem ended, CompletionPayload? completion) => completion is null
        ? new(ended.EndedAt!.Value, "TimedOut", null, Actor.System.Name)
        : new(ended.EndedAt!.Value, "Completed", completion.CompletedBy, completion.CompletedByName, completion.OnBehalfOf, completion.OnBehalfOfName,
            completion.Comment is { Length: > 0 } comment ? $"{completion.Outcome}: {comment}" : completion.Outcome);

    private static void Tell(ActivityContext context, string name, WorkItem item) => context.Publish(name, item.Subject, new Dictionary<string, object?>
    {
        ["task"] = item.Id.ToString(),
        ["title"] = item.Title,
        ["kind"] = item.Kind.ToString(),
        ["subject"] = item.Subject,
        ["candidates"] = item.AssigneeId is { } assignee ? new List<object?> { $"user:{assignee}" } : item.Candidates.ToList<object?>(),
        ["due"] = item.DueAt,
    });

    private async ValueTask<DueTime?> DueAsync(ActivityContext context, string? text, string? calendarKey, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(text)) return null;
        if (!BusinessDuration.TryParse(text, out var duration, out var problem)) throw new ActivityFaultException(problem.Text);
        var calendar = await CalendarAsync(calendarKey, duration, cancellationToken).ConfigureAwait(false);
        return calendar.Due(context.Now, duration).TryGet(out var due, out var never) ? due : throw new ActivityFaultException(never.Text);
    }

    private async ValueTask<WorkingCalendar> CalendarAsync(string? key, BusinessDuration duration, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(key))
            return duration.IsWorkingTime ? throw new ActivityFaultException($"'{duration}' is working time; say on which calendar.") : RoundTheClock;
        return await calendars.FindAsync(key, cancellationToken).ConfigureAwait(false)
            ?? throw new ActivityFaultException($"There is no calendar '{key}'.");
    }

    private static string? Explained(DueTime? due) => due is null ? null : WorkItemJson.Write(due);
}
