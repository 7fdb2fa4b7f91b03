using Trasa.Engine.Doors;
using Trasa.Engine.Hosting;
using Trasa.Engine.Stores;

namespace Trasa.Activities.People;

internal sealed class WorkInbox(IDatabase database, WorkItemStore items, IDirectory directory, IWorkForms forms, IWorkflowEngine engine, TimeProvider time) : IWorkInbox
{
    public async Task<WorkPage> ListAsync(WorkQuery query, CancellationToken cancellationToken)
    {
        var entries = await (await ListsAsync(cancellationToken).ConfigureAwait(false)).OfAsync(query.UserId, query.View, cancellationToken).ConfigureAwait(false);
        var fitting = entries.Where(entry => Fits(entry, query)).ToList();
        return new([.. fitting.Skip(query.Skip).Take(query.Take)], fitting.Count);
    }

    public async Task<WorkCounts> CountAsync(Guid userId, CancellationToken cancellationToken)
    {
        var lists = await ListsAsync(cancellationToken).ConfigureAwait(false);
        var offered = await lists.OfAsync(userId, WorkView.Offered, cancellationToken).ConfigureAwait(false);
        var mine = await lists.OfAsync(userId, WorkView.Mine, cancellationToken).ConfigureAwait(false);
        var team = await lists.OfAsync(userId, WorkView.Team, cancellationToken).ConfigureAwait(false);
        var now = time.GetUtcNow();
        var inPlaceOf = offered.Concat(mine).Where(entry => entry.OnBehalfOf is not null)
            .GroupBy(entry => entry.OnBehalfOf!)
            .Select(group => new WorkCountFor(group.Key, group.Count()));
        return new(offered.Count, mine.Count, team.Count, mine.Count(entry => entry.Item.DueAt <= now), [.. inPlaceOf.OrderBy(one => one.Person.Name, StringComparer.CurrentCulture)]);
    }

    public Task<WorkItem?> FindAsync(Guid id, CancellationToken cancellationToken) => items.FindAsync(id, cancellationToken);

    public async Task<IReadOnlyList<WorkItemEvent>> HistoryAsync(Guid id, CancellationToken cancellationToken) =>
        await items.HistoryAsync(id, cancellationToken).ConfigureAwait(false);

    public async Task<IReadOnlyList<WorkItem>> AboutAsync(string subject, CancellationToken cancellationToken) =>
        await items.QueryAsync("subject = @subject", "created_at desc, id desc", [("subject", subject)], cancellationToken).ConfigureAwait(false);

    public async Task<WorkVisibility?> WhoAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await items.FindAsync(id, cancellationToken).ConfigureAwait(false) is not { } item) return null;
        var organisation = await directory.ReadAsync(cancellationToken).ConfigureAwait(false);
        if (!item.IsOpen) return new([], [Over(item, organisation)]);
        return new WorkRights(organisation, time.GetUtcNow()).Who(item);
    }

    public Task<WorkResult> TakeAsync(Guid id, Actor actor, CancellationToken cancellationToken) =>
        ChangeAsync(id, actor, TakeAsync, cancellationToken);

    public Task<WorkResult> ReleaseAsync(Guid id, string? comment, Actor actor, CancellationToken cancellationToken) =>
        ChangeAsync(id, actor, async (action, token) =>
        {
            if (action.Item.Status != WorkItemStatus.Taken) return new(WorkOutcome.Invalid, action.Item, "Nobody has taken it.");
            return await HandOverAsync(action, WorkItemStatus.Open, null, null, action.Event("Released", comment), token).ConfigureAwait(false);
        }, cancellationToken);

    public Task<WorkResult> DelegateAsync(Guid id, Guid toUserId, string? comment, Actor actor, CancellationToken cancellationToken) =>
        ChangeAsync(id, actor, async (action, token) =>
        {
            if (action.Organisation.Find(toUserId) is not { } to || !action.Organisation.IsActive(toUserId)) return new(WorkOutcome.Invalid, action.Item, "There is no such person.");
            if (action.Item.Excluded.Contains(toUserId)) return new(WorkOutcome.Invalid, action.Item, $"{to.Name} may not act in this matter.");
            var said = string.IsNullOrWhiteSpace(comment) ? $"to {to.Name}" : $"to {to.Name}: {comment}";
            return await HandOverAsync(action, WorkItemStatus.Taken, toUserId, null, action.Event("Delegated", said), token).ConfigureAwait(false);
        }, cancellationToken);

    public async Task<WorkResult> CompleteAsync(Guid id, WorkCompletion completion, Actor actor, CancellationToken cancellationToken)
    {
        WorkViewer? viewer = null;
        FormAnswer? answer = null;
        var held = await ChangeAsync(id, actor, async (action, token) =>
        {
            viewer = action.Viewer;
            if (!action.Item.Outcomes.Contains(completion.Outcome))
                return new(WorkOutcome.Invalid, action.Item, $"'{completion.Outcome}' is not one of {string.Join(", ", action.Item.Outcomes)}.");
            answer = await forms.ReadAsync(action.Item, completion, Acting(viewer), token).ConfigureAwait(false);
            List<FieldFlaw> flaws = [.. answer.Problems, .. WithoutReason(action.Item, completion)];
            if (flaws.Count > 0) return new(WorkOutcome.Invalid, action.Item, string.Join(" ", flaws.Select(flaw => flaw.Message).Distinct()), flaws);
            return action.Item.Status == WorkItemStatus.Taken ? new(WorkOutcome.Done, action.Item) : await TakeAsync(action, token).ConfigureAwait(false);
        }, cancellationToken).ConfigureAwait(false);
        if (!held.IsDone) return await RepeatedAsync(held, completion, actor, cancellationToken).ConfigureAwait(false);

        var payload = CompletionPayload.Of(completion with { Values = answer!.Values }, viewer!);
        var resumed = await engine.AnswerAsync(held.Item!.BookmarkId, payload, Acting(viewer!), KeyOf(completion), cancellationToken).ConfigureAwait(false);
        var item = await items.FindAsync(id, cancellationToken).ConfigureAwait(false);
        if (resumed.Outcome == ResumeOutcome.OnHold) return new(WorkOutcome.OnHold, item, "The workflow is on hold; it can be answered when it goes on.");
        return resumed.Outcome is ResumeOutcome.Resumed or ResumeOutcome.Repeated
            ? new(WorkOutcome.Done, item)
            : new(WorkOutcome.Ended, item, item is { IsOpen: false } ? Over(item, await directory.ReadAsync(cancellationToken).ConfigureAwait(false)) : "The workflow no longer waits for it.");
    }

    /// <summary>Who did not hear that it was done and says the same again under the same key hears it now.</summary>
    private async Task<WorkResult> RepeatedAsync(WorkResult refused, WorkCompletion completion, Actor actor, CancellationToken cancellationToken) =>
        refused is { Outcome: WorkOutcome.Ended, Item: { } item } && KeyOf(completion) is { } key && await engine.HasAnsweredAsync(item.BookmarkId, key, actor, cancellationToken).ConfigureAwait(false)
            ? new(WorkOutcome.Done, item)
            : refused;

    private static AnswerKey? KeyOf(WorkCompletion completion) =>
        AnswerKey.Of(completion.Key, new Dictionary<string, object?> { ["outcome"] = completion.Outcome, ["comment"] = completion.Comment, ["values"] = completion.Values });

    private static Actor Acting(WorkViewer viewer) => new(viewer.Person.Id, viewer.Person.Name, viewer.OnBehalfOf?.Id);

    private static bool Fits(WorkEntry entry, WorkQuery query) =>
        (query.For is null || entry.OnBehalfOf?.Id == query.For)
        && (query.Kind is null || entry.Item.Kind == query.Kind)
        && (string.IsNullOrWhiteSpace(query.Search) || entry.Item.Title.Contains(query.Search, StringComparison.CurrentCultureIgnoreCase));

    private async Task<WorkLists> ListsAsync(CancellationToken cancellationToken) =>
        new(items, await directory.ReadAsync(cancellationToken).ConfigureAwait(false), time.GetUtcNow());

    /// <summary>Reads, checks the right, changes and commits. The check is made inside the transaction, on the locked row.</summary>
    private async Task<WorkResult> ChangeAsync(Guid id, Actor actor, Func<Action, CancellationToken, Task<WorkResult>> change, CancellationToken cancellationToken)
    {
        if (actor.UserId is not { } userId) return new(WorkOutcome.NotAllowed, null, "Only a person can act on a task.");
        var organisation = await directory.ReadAsync(cancellationToken).ConfigureAwait(false);
        var work = await database.BeginAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = work.ConfigureAwait(false);
        if (await WorkItemTable.FindAsync(work, id, cancellationToken).ConfigureAwait(false) is not { } item) return new(WorkOutcome.NotFound, null, "There is no such task.");
        if (!item.IsOpen) return new(WorkOutcome.Ended, item, Over(item, organisation));
        var now = time.GetUtcNow();
        if (new WorkRights(organisation, now).Of(item, userId, out var refusal) is not { } viewer)
            return new(item.AssigneeId is null ? WorkOutcome.NotAllowed : WorkOutcome.HeldByOther, item, refusal);

        var result = await change(new(work, item, viewer, organisation, now), cancellationToken).ConfigureAwait(false);
        if (result.IsDone) await work.CommitAsync(cancellationToken).ConfigureAwait(false);
        return result;
    }

    private static Task<WorkResult> TakeAsync(Action action, CancellationToken cancellationToken) => action.Item.Status == WorkItemStatus.Taken
        ? Task.FromResult(new WorkResult(WorkOutcome.Done, action.Item))
        : HandOverAsync(action, WorkItemStatus.Taken, action.Viewer.Person.Id, action.Viewer.OnBehalfOf?.Id, action.Event("Taken", null), cancellationToken);

    private static async Task<WorkResult> HandOverAsync(Action action, WorkItemStatus status, Guid? assignee, Guid? onBehalfOf, WorkItemEvent what, CancellationToken cancellationToken)
    {
        DateTimeOffset? takenAt = assignee is null ? null : action.Now;
        if (!await WorkItemTable.HandOverAsync(action.Work, action.Item, status, assignee, onBehalfOf, takenAt, cancellationToken).ConfigureAwait(false))
            return new(WorkOutcome.HeldByOther, action.Item, "Somebody else was faster.");
        await WorkItemTable.AppendAsync(action.Work, action.Item.Id, what, cancellationToken).ConfigureAwait(false);
        return new(WorkOutcome.Done, action.Item with { Status = status, AssigneeId = assignee, AssigneeFor = onBehalfOf, TakenAt = takenAt });
    }

    /// <summary>Who refuses an approval says why, whatever the form asks for.</summary>
    private static IEnumerable<FieldFlaw> WithoutReason(WorkItem item, WorkCompletion completion) =>
        item.Kind == WorkItemKind.Approval && completion.Outcome == Approvals.ApprovalAnswers.Reject && string.IsNullOrWhiteSpace(completion.Comment)
            ? [new("comment", "Say why you reject it.")]
            : [];

    private static string Over(WorkItem item, IOrganisation organisation) => item.Status switch
    {
        WorkItemStatus.Completed when item.EndedBy is { } by => $"It is over: {organisation.Find(by)?.Name}{(item.EndedFor is { } absent ? $" on behalf of {organisation.Find(absent)?.Name}" : "")} answered '{item.Outcome}'.",
        WorkItemStatus.Completed => "It is over: completed.",
        WorkItemStatus.TimedOut => "It is over: the time ran out.",
        WorkItemStatus.Cancelled => item.Comment is { Length: > 0 } reason ? $"It is over: {reason}" : "It is over: no longer needed.",
        WorkItemStatus.Open => "It is open.",
        WorkItemStatus.Taken => "It is taken.",
    };

    private sealed record Action(IUnitOfWork Work, WorkItem Item, WorkViewer Viewer, IOrganisation Organisation, DateTimeOffset Now)
    {
        public WorkItemEvent Event(string what, string? comment) =>
            new(Now, what, Viewer.Person.Id, Viewer.Person.Name, Viewer.OnBehalfOf?.Id, Viewer.OnBehalfOf?.Name, comment);
    }
}
