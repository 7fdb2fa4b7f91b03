using System.Data.Common;
using System.Text.Json;
using Trasa.Engine.Stores;

namespace Trasa.Activities.People;

/// <summary>The rows of user tasks, as one transaction writes them.</summary>
internal static class WorkItemTable
{
    public const string Columns =
        "id, instance_id, activity_id, bookmark_id, kind, title, description, subject, form, outcomes, priority, scope, candidates, excluded, created_at, due_at, due_explanation, " +
        "reminder_at, status, assignee_id, assignee_for, taken_at, outcome, comment, form_values, ended_by, ended_for, ended_at, form_version";

    public static Task<WorkItem?> FindAsync(IUnitOfWork work, Guid id, CancellationToken cancellationToken) =>
        work.Command($"select {Columns} from work_item where id = @id{ForUpdate(work)}", ("id", id)).QueryFirstAsync(Item, cancellationToken);

    public static async Task InsertAsync(IUnitOfWork work, WorkItem item, CancellationToken cancellationToken)
    {
        await work.Command(
            $"""
            insert into work_item ({Columns}) values (@id, @instance, @activity, @bookmark, @kind, @title, @description, @subject, @form, @outcomes, @priority, @scope, @candidates,
                @excluded, @created, @due, @explanation, @reminder, @status, @assignee, @for, @taken, null, null, @values, null, null, null, @formVersion)
            """,
            ("id", item.Id), ("instance", item.InstanceId), ("activity", item.ActivityId), ("bookmark", item.BookmarkId), ("kind", item.Kind), ("title", item.Title),
            ("description", item.Description), ("subject", item.Subject), ("form", item.Form), ("outcomes", JsonSerializer.Serialize(item.Outcomes)), ("priority", item.Priority),
            ("scope", item.Scope), ("candidates", JsonSerializer.Serialize(item.Candidates)), ("excluded", JsonSerializer.Serialize(item.Excluded)), ("created", item.CreatedAt),
            ("due", item.DueAt), ("explanation", item.DueExplanation), ("reminder", item.ReminderAt), ("status", item.Status), ("assignee", item.AssigneeId),
            ("for", item.AssigneeFor), ("taken", item.TakenAt), ("values", item.FormValues), ("formVersion", item.FormVersion)).ExecuteAsync(cancellationToken).ConfigureAwait(false);
        await InsertCandidatesAsync(work, item, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Offers an open task to its candidates and to nobody else.</summary>
    public static async Task ReofferAsync(IUnitOfWork work, WorkItem item, CancellationToken cancellationToken)
    {
        await work.Command(
            """
            update work_item set status = 'Open', assignee_id = null, assignee_for = null, taken_at = null, candidates = @candidates where id = @id;
            delete from work_item_candidate where work_item_id = @id
            """,
            ("candidates", JsonSerializer.Serialize(item.Candidates)), ("id", item.Id)).ExecuteAsync(cancellationToken).ConfigureAwait(false);
        await InsertCandidatesAsync(work, item, cancellationToken).ConfigureAwait(false);
    }

    public static Task ExcludeAsync(IUnitOfWork work, Guid id, IReadOnlyList<Guid> excluded, CancellationToken cancellationToken) =>
        work.Command("update work_item set excluded = @excluded where id = @id", ("excluded", JsonSerializer.Serialize(excluded)), ("id", id)).ExecuteAsync(cancellationToken);

    private static async Task InsertCandidatesAsync(IUnitOfWork work, WorkItem item, CancellationToken cancellationToken)
    {
        foreach (var address in item.Candidates)
        {
            await work.Command("insert into work_item_candidate (work_item_id, address) values (@id, @address) on conflict do nothing", ("id", item.Id), ("address", address))
                .ExecuteAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>False when it is no longer in the state that the caller saw: somebody else was first.</summary>
    public static async Task<bool> HandOverAsync(IUnitOfWork work, WorkItem seen, WorkItemStatus status, Guid? assignee, Guid? onBehalfOf, DateTimeOffset? at, CancellationToken cancellationToken)
    {
        var rows = await work.Command(
            $"""
            update work_item set status = @status, assignee_id = @assignee, assignee_for = @for, taken_at = @at
            where id = @id and status = @seen and {(seen.AssigneeId is null ? "assignee_id is null" : "assignee_id = @holder")}
            """,
            ("status", status), ("assignee", assignee), ("for", onBehalfOf), ("at", at), ("id", seen.Id), ("seen", seen.Status), ("holder", seen.AssigneeId))
            .ExecuteAsync(cancellationToken).ConfigureAwait(false);
        return rows == 1;
    }

    /// <summary>False when it has ended already.</summary>
    public static async Task<bool> EndAsync(IUnitOfWork work, WorkItem ended, CancellationToken cancellationToken)
    {
        var rows = await work.Command(
            """
            update work_item set status = @status, outcome = @outcome, comment = @comment, form_values = @values, ended_by = @by, ended_for = @for, ended_at = @at
            where id = @id and status in ('Open', 'Taken')
            """,
            ("status", ended.Status), ("outcome", ended.Outcome), ("comment", ended.Comment), ("values", ended.FormValues), ("by", ended.EndedBy), ("for", ended.EndedFor),
            ("at", ended.EndedAt), ("id", ended.Id)).ExecuteAsync(cancellationToken).ConfigureAwait(false);
        return rows == 1;
    }

    public static Task AppendAsync(IUnitOfWork work, Guid id, WorkItemEvent what, CancellationToken cancellationToken) =>
        work.Command(
            """
            insert into work_item_event (work_item_id, sequence, at, event, actor_id, actor, on_behalf_of, on_behalf_of_name, comment)
            select @id, coalesce(max(sequence), 0) + 1, @at, @event, @actorId, @actor, @for, @forName, @comment from work_item_event where work_item_id = @id
            """,
            ("id", id), ("at", what.At), ("event", what.Event), ("actorId", what.ActorId), ("actor", what.Actor), ("for", what.OnBehalfOf), ("forName", what.OnBehalfOfName), ("comment", what.Comment))
            .ExecuteAsync(cancellationToken);

    private static string ForUpdate(IUnitOfWork work) => work.Kind == DatabaseKind.PostgreSql ? " for update" : "";

    public static WorkItem Item(DbDataReader row) => new()
    {
        Id = row.GetGuid(0), InstanceId = row.GetGuid(1), ActivityId = row.GetString(2), BookmarkId = row.GetGuid(3),
        Kind = Enum.Parse<WorkItemKind>(row.GetString(4)), Title = row.GetString(5), Description = row.StringOrNull(6), Subject = row.StringOrNull(7),
        Form = row.StringOrNull(8), Outcomes = List<string>(row, 9), Priority = row.GetString(10), Scope = row.GetString(11),
        Candidates = List<string>(row, 12), Excluded = List<Guid>(row, 13), CreatedAt = row.Instant(14), DueAt = row.InstantOrNull(15),
        DueExplanation = row.StringOrNull(16), ReminderAt = row.InstantOrNull(17), Status = Enum.Parse<WorkItemStatus>(row.GetString(18)),
        AssigneeId = row.GuidOrNull(19), AssigneeFor = row.GuidOrNull(20), TakenAt = row.InstantOrNull(21), Outcome = row.StringOrNull(22),
        Comment = row.StringOrNull(23), FormValues = row.StringOrNull(24), EndedBy = row.GuidOrNull(25), EndedFor = row.GuidOrNull(26), EndedAt = row.InstantOrNull(27),
        FormVersion = row.IsDBNull(28) ? null : row.GetInt32(28),
    };

    private static List<T> List<T>(DbDataReader row, int column) => JsonSerializer.Deserialize<List<T>>(row.GetString(column)) ?? [];
}
