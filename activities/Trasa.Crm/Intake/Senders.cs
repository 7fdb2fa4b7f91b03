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
        var address = mail.From!.Address;
        return new(
            mail.LoopHint ?? await OwnAsync(work, mail, address, cancellationToken).ConfigureAwait(false),
            await IsColleagueAsync(work, address, cancellationToken).ConfigureAwait(false),
            await RecentAsync(work, address, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Whether the address is that of somebody who works here, or did.</summary>
    internal async Task<bool> IsColleagueAsync(IUnitOfWork work, string address, CancellationToken cancellationToken) =>
        AddressText.Email(address).Problem is null
        && await CountAsync(work, "user", [new("email", FieldOperator.Equal, address)], cancellationToken).ConfigureAwait(false) > 0;

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

/// <param name="Loop">Why it is a mail of our own that came back; null when it is not.</param>
/// <param name="IsColleague">The sender's address is that of a user.</param>
/// <param name="Recent">Messages that came from this address within the last hour, without this one.</param>
public sealed record SenderFacts(string? Loop, bool IsColleague, int Recent);
