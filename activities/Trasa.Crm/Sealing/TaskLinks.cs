using Trasa.Crm.Messaging;
using Trasa.Engine.Stores;

namespace Trasa.Crm.Sealing;

/// <summary>
/// Links in messages that open a user task. A link says which task and to whom it was sent, under a seal; it does not sign anybody
/// in: who follows it signs in as ever, and sees the task only when it is theirs to see.
/// </summary>
public sealed class TaskLinks(Seals seals, MessagingOptions options)
{
    private const string Purpose = "task";
    private const int IdBytes = 16;

    public async ValueTask<Uri> ToAsync(IUnitOfWork? work, Guid task, Guid recipient, CancellationToken cancellationToken)
    {
        byte[] content = [.. task.ToByteArray(), .. recipient.ToByteArray()];
        return new(options.PublicAddress, $"tasks/open/{await seals.SealAsync(work, Purpose, content, cancellationToken).ConfigureAwait(false)}");
    }

    /// <summary>The task that the link opens, or null when it was not made here.</summary>
    public async ValueTask<Guid?> OpenAsync(string? token, CancellationToken cancellationToken) =>
        await seals.OpenAsync(Purpose, token, cancellationToken).ConfigureAwait(false) is { Length: 2 * IdBytes } content ? new(content.AsSpan(0, IdBytes)) : null;
}
