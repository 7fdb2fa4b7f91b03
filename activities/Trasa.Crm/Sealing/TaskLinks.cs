using System.Text;
using Trasa.Activities.People;
using Trasa.Crm.Messaging;
using Trasa.Crm.Records;
using Trasa.Engine.Stores;

namespace Trasa.Crm.Sealing;

/// <summary>
/// Links in messages that open a user task. A link says which task and to whom it was sent, under a seal; it does not sign anybody
/// in: who follows it signs in as ever, and sees the task only when it is theirs to see.
/// </summary>
public sealed class TaskLinks(Seals seals, IWorkInbox inbox, MessagingOptions options)
{
    private const string Purpose = "task";
    private const string Coming = "task.coming";
    private const int IdBytes = 16;

    public async ValueTask<Uri> ToAsync(IUnitOfWork? work, Guid task, Guid recipient, CancellationToken cancellationToken)
    {
        byte[] content = [.. task.ToByteArray(), .. recipient.ToByteArray()];
        return new(options.PublicAddress, $"tasks/open/{await seals.SealAsync(work, Purpose, content, cancellationToken).ConfigureAwait(false)}");
    }

    /// <summary>The same for a task that the instance will offer after the message has been written: it is looked for when somebody follows the link.</summary>
    public async ValueTask<Uri> ToComingAsync(IUnitOfWork? work, Guid instance, RecordReference about, Guid recipient, CancellationToken cancellationToken)
    {
        byte[] content = [.. instance.ToByteArray(), .. recipient.ToByteArray(), .. Encoding.UTF8.GetBytes(about.ToString())];
        return new(options.PublicAddress, $"tasks/open/{await seals.SealAsync(work, Coming, content, cancellationToken).ConfigureAwait(false)}");
    }

    /// <summary>The task that the link opens, or null when it was not made here.</summary>
    public async ValueTask<Guid?> OpenAsync(string? token, CancellationToken cancellationToken) =>
        await seals.OpenAsync(Purpose, token, cancellationToken).ConfigureAwait(false) is { Length: 2 * IdBytes } content ? new(content.AsSpan(0, IdBytes)) : null;

    /// <summary>
    /// The page that the link leads to, from the root of the installation: its task, or the record where no task has come of
    /// it. Null when the link was not made here.
    /// </summary>
    public async Task<string?> FollowAsync(string? token, CancellationToken cancellationToken)
    {
        if (await OpenAsync(token, cancellationToken).ConfigureAwait(false) is { } task) return $"tasks/{task}";
        if (await seals.OpenAsync(Coming, token, cancellationToken).ConfigureAwait(false) is not { Length: > 2 * IdBytes } content) return null;
        if (!RecordReference.TryParse(Encoding.UTF8.GetString(content.AsSpan(2 * IdBytes)), out var about)) return null;
        var (instance, recipient) = (new Guid(content.AsSpan(0, IdBytes)), new Guid(content.AsSpan(IdBytes, IdBytes)));
        var offered = (await inbox.AboutAsync(about.ToString(), cancellationToken).ConfigureAwait(false)).Where(item => item.InstanceId == instance).ToList();
        // A step that asks one after the other has a task for each; who stands in for somebody finds the newest.
        var found = offered.Find(item => item.Candidates.Contains($"user:{recipient}")) ?? (offered is [var newest, ..] ? newest : null);
        return found is null ? RecordPages.Of(about) : $"tasks/{found.Id}";
    }
}
