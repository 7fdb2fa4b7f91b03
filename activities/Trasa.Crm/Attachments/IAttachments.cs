using Trasa.Crm.Records;
using Trasa.Engine.Doors;
using Trasa.Engine.Stores;

namespace Trasa.Crm.Attachments;

/// <summary>Files that belong to records. The content stands in a table of its own, so that lists never carry it.</summary>
public interface IAttachments
{
    /// <summary>Stores a file and its record in the given transaction.</summary>
    /// <exception cref="RecordInvalidException">The name or the size is not allowed; the message names the limit.</exception>
    Task<Record> AddAsync(IUnitOfWork work, RecordReference about, AttachedFile file, Actor actor, CancellationToken cancellationToken);

    /// <summary>The content, or null when the attachment is not there or the actor may not see it. Pass the transaction to read what it wrote.</summary>
    Task<AttachedFile?> OpenAsync(IUnitOfWork? work, Guid attachmentId, Actor actor, CancellationToken cancellationToken);
}

/// <param name="Name">File name without a folder.</param>
/// <param name="ContentType">E.g. <c>application/pdf</c>; as the sender said, so never to be trusted for display.</param>
/// <param name="Content">The bytes.</param>
/// <param name="ContentId">How the HTML of a message refers to it, or null.</param>
public sealed record AttachedFile(string Name, string? ContentType, ReadOnlyMemory<byte> Content, string? ContentId = null)
{
    /// <summary>The user task that it was handed in with, or null.</summary>
    public Guid? Task { get; init; }
}
