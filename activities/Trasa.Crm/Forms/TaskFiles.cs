using Trasa.Activities.People;
using Trasa.Crm.Attachments;
using Trasa.Crm.Records;
using Trasa.Engine.Doors;
using Trasa.Engine.Stores;

namespace Trasa.Crm.Forms;

/// <summary>
/// Files that belong to a user task and to the record that it is about. Whether somebody may see the task is for the caller to
/// decide; who sees the task sees its files.
/// </summary>
public sealed class TaskFiles(IDatabase database, IRecords records, IAttachments attachments)
{
    /// <exception cref="RecordInvalidException">The task is about no record, or the file is over the limit.</exception>
    public async Task<Record> AddAsync(WorkItem item, AttachedFile file, Actor actor, CancellationToken cancellationToken)
    {
        if (!RecordReference.TryParse(item.Subject, out var about))
            throw new RecordInvalidException("attachment", [new("about", "the task is about no record, so there is nothing that a file could belong to.")]);
        var work = await database.BeginAsync(cancellationToken).ConfigureAwait(false);
        await using (work.ConfigureAwait(false))
        {
            // The right to the task gives the right to attach; the history names the person all the same.
            var added = await attachments.AddAsync(work, about, file with { Task = item.Id }, new(null, actor.Name), cancellationToken).ConfigureAwait(false);
            await work.CommitAsync(cancellationToken).ConfigureAwait(false);
            return added;
        }
    }

    public async Task<IReadOnlyList<Record>> ListAsync(Guid task, CancellationToken cancellationToken) =>
        (await records.QueryAsync(null, new("attachment", [new("task", FieldOperator.Equal, task.ToString())], OrderBy: ["createdAt"], Take: 200), Actor.System, cancellationToken).ConfigureAwait(false)).Records;

    /// <summary>The content, or null when the file is none of the task.</summary>
    public async Task<AttachedFile?> OpenAsync(Guid task, Guid file, CancellationToken cancellationToken) =>
        (await ListAsync(task, cancellationToken).ConfigureAwait(false)).Any(one => one.Id == file)
            ? await attachments.OpenAsync(null, file, Actor.System, cancellationToken).ConfigureAwait(false)
            : null;
}
