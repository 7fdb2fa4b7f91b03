using Trasa.Crm.Messaging;
using Trasa.Crm.Records;
using Trasa.Engine.Doors;
using Trasa.Engine.Stimuli;
using Trasa.Engine.Stores;

namespace Trasa.Crm.Mailings;

/// <summary>
/// What the readers of a mail do: open it, follow a link, stop such mail; or what their server says: undeliverable. It is
/// noted at the message, and told to the workflows of the record that the message is filed with: <c>mail.opened</c>,
/// <c>mail.clicked</c>, <c>mail.stopped</c>, <c>mail.bounced</c>, the first time each.
/// </summary>
public sealed class Reactions(IDatabase database, IRecords records, TrackedTokens tokens, IStimulusQueue stimuli, IIdentifiers identifiers, TimeProvider time)
{
    /// <summary>Somebody followed a link of a mail, or only loaded its picture.</summary>
    /// <returns>Where the link leads: only ever an address that the mail was sent with. Null when there is no such link.</returns>
    public async Task<LinkAnswer> FollowAsync(string token, CancellationToken cancellationToken)
    {
        if (await tokens.ReadLinkAsync(token, cancellationToken).ConfigureAwait(false) is not { } wanted) return LinkAnswer.Unknown;
        var work = await database.BeginAsync(cancellationToken).ConfigureAwait(false);
        await using (work.ConfigureAwait(false))
        {
            if (await FindAsync(work, wanted.Mail, cancellationToken).ConfigureAwait(false) is not { } message) return LinkAnswer.Unknown;
            var target = wanted.Link is { } index ? Target(message, index) : null;
            if (wanted.Link is not null && target is null) return LinkAnswer.Unknown;
            await NoteAsync(work, message, target, cancellationToken).ConfigureAwait(false);
            await work.CommitAsync(cancellationToken).ConfigureAwait(false);
            return new(true, target);
        }
    }

    /// <summary>Whether such a link to stop was made here; asking changes nothing.</summary>
    public async Task<bool> CanStopAsync(string token, CancellationToken cancellationToken) =>
        await tokens.ReadStopAsync(token, cancellationToken).ConfigureAwait(false) is not null;

    /// <summary>The reader wants no such mail any more, from nobody here. False when the link was not made here.</summary>
    public async Task<bool> StopAsync(string token, CancellationToken cancellationToken)
    {
        if (await tokens.ReadStopAsync(token, cancellationToken).ConfigureAwait(false) is not { } mail) return false;
        var work = await database.BeginAsync(cancellationToken).ConfigureAwait(false);
        await using (work.ConfigureAwait(false))
        {
            if (await FindAsync(work, mail, cancellationToken).ConfigureAwait(false) is not { } message) return false;
            if (message.Link("contact") is { } contact && await records.FindAsync(work, "contact", contact, Actor.System, cancellationToken).ConfigureAwait(false) is { } person && person["optedOutAt"] is null)
            {
                await records.UpdateAsync(work, "contact", contact, new Dictionary<string, object?> { ["optedOutAt"] = time.GetUtcNow(), ["consent"] = false }, null, Actor.System, cancellationToken).ConfigureAwait(false);
                await TellAsync(work, "mail.stopped", message, null, cancellationToken).ConfigureAwait(false);
            }

            await work.CommitAsync(cancellationToken).ConfigureAwait(false);
            return true;
        }
    }

    /// <summary>A server says that a mail or text message of ours could not be delivered. Saying it twice is the same as once.</summary>
    /// <param name="work">The transaction in which the report came in.</param>
    /// <param name="messageIds">The identifiers of the messages that the report names.</param>
    /// <param name="cancellationToken">Stops waiting for the database.</param>
    public async Task BounceAsync(IUnitOfWork work, IEnumerable<string> messageIds, CancellationToken cancellationToken)
    {
        foreach (var id in messageIds)
        {
            var page = await records.QueryAsync(work, new("message", [new("messageId", FieldOperator.Equal, id), new("direction", FieldOperator.Equal, "out")], Take: 1), Actor.System, cancellationToken).ConfigureAwait(false);
            if (page.Records is not [var message] || message.Text("deliveryState") == "failed") continue;
            await records.UpdateAsync(work, "message", message.Id, new Dictionary<string, object?> { ["deliveryState"] = "failed" }, null, Actor.System, cancellationToken).ConfigureAwait(false);
            if (message.Link("contact") is { } contact && message.Text("channel") == MailingChannels.Mail)
                await records.UpdateAsync(work, "contact", contact, new Dictionary<string, object?> { ["undeliverable"] = true }, null, Actor.System, cancellationToken).ConfigureAwait(false);
            await TellAsync(work, "mail.bounced", message, null, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task NoteAsync(IUnitOfWork work, Record message, string? target, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var changes = new Dictionary<string, object?>();
        // Who follows a link has opened the mail, whether or not its picture was loaded.
        if (message["openedAt"] is null) changes["openedAt"] = now;
        if (target is not null) changes["clicks"] = (message["clicks"] as decimal? ?? 0) + 1;
        if (target is not null && message["clickedAt"] is null) changes["clickedAt"] = now;
        if (changes.Count == 0) return;
        await records.UpdateAsync(work, "message", message.Id, changes, null, Actor.System, cancellationToken).ConfigureAwait(false);
        if (changes.ContainsKey("openedAt") && target is null) await TellAsync(work, "mail.opened", message, null, cancellationToken).ConfigureAwait(false);
        if (changes.ContainsKey("clickedAt")) await TellAsync(work, "mail.clicked", message, target, cancellationToken).ConfigureAwait(false);
    }

    private async Task<Record?> FindAsync(IUnitOfWork work, Guid mail, CancellationToken cancellationToken)
    {
        var page = await records.QueryAsync(work, new("message", [new("tracking", FieldOperator.Equal, mail.ToString("N"))], Take: 1), Actor.System, cancellationToken).ConfigureAwait(false);
        return page.Records is [var message] ? message : null;
    }

    private static string? Target(Record message, int index) =>
        RecordJson.Read(message.Text("links") ?? "[]") is IReadOnlyList<object?> links && index < links.Count ? links[index] as string : null;

    private async Task TellAsync(IUnitOfWork work, string name, Record message, string? target, CancellationToken cancellationToken)
    {
        if (MessageFiling.RecordOf(message) is not { } about) return;
        var payload = RecordJson.Write(new Dictionary<string, object?> { ["message"] = message.Id, ["variant"] = message.Text("variant"), ["link"] = target, ["at"] = time.GetUtcNow() });
        await stimuli.EnqueueAsync(work, new(identifiers.Next(), StimulusKind.Event, name, about.ToString(), null, null, payload, time.GetUtcNow(), CausedBy: "reader"), cancellationToken).ConfigureAwait(false);
    }
}

/// <param name="IsKnown">Whether the link was made here.</param>
/// <param name="Target">Where it leads; null for the picture.</param>
public sealed record LinkAnswer(bool IsKnown, string? Target)
{
    public static LinkAnswer Unknown { get; } = new(false, null);
}
