using Trasa.Crm.Messaging;
using Trasa.Crm.Records;
using Trasa.Engine.Doors;
using Trasa.Engine.Stores;

namespace Trasa.Crm.Mailings;

/// <summary>Files what was written to somebody as a message of the record that it belongs to, and makes the links that tell what they did.</summary>
internal sealed class MailingFile(IRecords records, TrackedTokens tokens, IIdentifiers identifiers, TimeProvider time, MessagingOptions options)
{
    /// <summary>Every message has links of its own: each tells who followed it.</summary>
    public async Task<ReaderLinks> LinksAsync(IUnitOfWork work, TrackedText text, CancellationToken cancellationToken)
    {
        var key = identifiers.Next();
        var addresses = new List<string>();
        for (var link = 0; link < text.Links.Count; link++)
            addresses.Add(Address("t", await tokens.LinkAsync(work, key, link, cancellationToken).ConfigureAwait(false)));
        var stop = Address("u", await tokens.StopAsync(work, key, cancellationToken).ConfigureAwait(false));
        return new(key, addresses, stop, Address("t", await tokens.OpenAsync(work, key, cancellationToken).ConfigureAwait(false)));
    }

    /// <summary>In the domain that people write to.</summary>
    public string NewMessageId() => $"{identifiers.Next():N}@{options.SupportAddress[(options.SupportAddress.IndexOf('@', StringComparison.Ordinal) + 1)..]}";

    /// <param name="work">The transaction in which it is handed over.</param>
    /// <param name="addressed">To whom, and for what.</param>
    /// <param name="more">What this way of writing adds: text, identifier, links.</param>
    /// <param name="actor">Who writes.</param>
    /// <param name="cancellationToken">Stops waiting for the database.</param>
    public Task<Record> AddAsync(IUnitOfWork work, AddressedMailing addressed, IReadOnlyDictionary<string, object?> more, Actor actor, CancellationToken cancellationToken)
    {
        var (filed, with) = MessageFiling.Of(addressed.Mailing.About);
        var fields = new Dictionary<string, object?>
        {
            [filed] = with,
            ["direction"] = "out",
            ["channel"] = addressed.Mailing.Channel,
            ["state"] = "Filed",
            ["deliveryState"] = "queued",
            ["contact"] = addressed.Contact.Id,
            ["from"] = options.SupportAddress,
            ["fromName"] = options.SupportName,
            ["to"] = addressed.Address,
            ["subject"] = addressed.Rendered.Subject,
            ["marketing"] = true,
            ["series"] = addressed.Mailing.Series,
            ["variant"] = addressed.Mailing.Variant,
            ["sentAt"] = time.GetUtcNow(),
        };
        foreach (var (name, value) in more) fields[name] = value;
        return records.CreateAsync(work, "message", fields, actor, cancellationToken);
    }

    public Task<Record> AttachAsync(IUnitOfWork work, Record message, Record attachment, Actor actor, CancellationToken cancellationToken) =>
        records.UpdateAsync(work, "message", message.Id, new Dictionary<string, object?> { ["files"] = new List<object?> { attachment.Id } }, null, actor, cancellationToken);

    private string Address(string path, string token) => new Uri(options.PublicAddress, $"{path}/{token}").ToString();
}

/// <param name="Key">In all of them: which message it is.</param>
/// <param name="Addresses">In the order of the text's links.</param>
/// <param name="Stop">Where the reader says that they want no more.</param>
/// <param name="Picture">What tells that it was opened.</param>
internal sealed record ReaderLinks(Guid Key, IReadOnlyList<string> Addresses, string Stop, string Picture);
