using Trasa.Activities.Mail.Mime;
using Trasa.Activities.Mail.Reading;
using Trasa.Crm.Messaging;
using Trasa.Crm.Metadata;
using Trasa.Crm.Records;
using Trasa.Engine.Doors;
using Trasa.Engine.Stores;

namespace Trasa.Crm.Intake;

/// <summary>Looks up what is known of whoever sent a mail, for the rules that decide what happens to it.</summary>
public sealed class Senders(IRecords records, MessagingOptions options, TimeProvider time)
{
    private static readonly TimeSpan Recently = TimeSpan.FromHours(1);

    public async Task<SenderFacts> ReadAsync(IUnitOfWork work, ParsedMail mail, CancellationToken cancellationToken)
    {
        var author = Author(mail);
        return new(
            author,
            mail.LoopHint ?? await OwnAsync(work, mail, author.Address, cancellationToken).ConfigureAwait(false),
            await ColleagueAsync(work, author.Address, cancellationToken).ConfigureAwait(false),
            await RecentAsync(work, author.Address, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>The name of somebody who works here, or did, and has this address; null when nobody has.</summary>
    internal async Task<string?> ColleagueAsync(IUnitOfWork work, string address, CancellationToken cancellationToken)
    {
        if (AddressText.Email(address).Problem is not null) return null;
        var users = await records.QueryAsync(work, new("user", [new("email", FieldOperator.Equal, address)], Take: 1), Actor.System, cancellationToken).ConfigureAwait(false);
        return users.Records is [var user, ..] ? user.Text("name") ?? address : null;
    }

    /// <summary>A form on a web site writes from our own address and names in Reply-To who filled it in.</summary>
    private MailAddress Author(ParsedMail mail) =>
        IsOurs(mail.From!) && mail.ReplyTo is [var asked, ..] && !IsOurs(asked) && AddressText.Email(asked.Address).Problem is null ? asked : mail.From!;

    private bool IsOurs(MailAddress address) => address.Address.Equals(options.SupportAddress, StringComparison.OrdinalIgnoreCase);

    /// <summary>How a mail of ours that lost its mark on the way is known: by where it comes from, or because we sent that very mail.</summary>
    private async Task<string?> OwnAsync(IUnitOfWork work, ParsedMail mail, string address, CancellationToken cancellationToken)
    {
        if (address.Equals(options.SupportAddress, StringComparison.OrdinalIgnoreCase)) return $"From: {options.SupportAddress}";
        if (mail.MessageId is not { Length: > 0 } id) return null;
        return await CountAsync(work, "message", [new("messageId", FieldOperator.Equal, id), new("direction", FieldOperator.Equal, "out")], cancellationToken).ConfigureAwait(false) > 0
            ? "Message-ID: that of a mail of ours"
            : null;
    }

    private Task<int> RecentAsync(IUnitOfWork work, string address, CancellationToken cancellationToken)
    {
        FieldCondition[] lately = [new(SystemFields.CreatedAt, FieldOperator.GreaterOrEqual, time.GetUtcNow() - Recently), new("direction", FieldOperator.Equal, "in"), new("from", FieldOperator.Equal, address)];
        return CountAsync(work, "message", lately, cancellationToken);
    }

    private async Task<int> CountAsync(IUnitOfWork work, string type, IReadOnlyList<FieldCondition> where, CancellationToken cancellationToken) =>
        (await records.QueryAsync(work, new(type, where, Take: 1), Actor.System, cancellationToken).ConfigureAwait(false)).Total;
}

/// <param name="Author">Whoever wrote it.</param>
/// <param name="Loop">Why it is a mail of our own that came back; null when it is not.</param>
/// <param name="Colleague">The name of the user who has the sender's address; null when it is no user's.</param>
/// <param name="Recent">Messages that came from this address within the last hour, without this one.</param>
public sealed record SenderFacts(MailAddress Author, string? Loop, string? Colleague, int Recent);
