using Trasa.Activities.Mail.Sending;
using Trasa.Activities.Sms;
using Trasa.Engine.Outbox;
using Trasa.Engine.Stores;

namespace Trasa.Crm.Mailings;

/// <summary>What a server refuses while it is being handed over (RFC 5321, 5xx) bounced, as what it sends back later has.</summary>
internal sealed class RefusedMessages(IDatabase database, Reactions reactions) : IRefusalListener
{
    public async Task RefusedAsync(OutboxMessage message, string reason, CancellationToken cancellationToken)
    {
        if (message.Channel is not (MailChannel.ChannelName or SmsMessage.Channel)) return;
        var work = await database.BeginAsync(cancellationToken).ConfigureAwait(false);
        await using (work.ConfigureAwait(false))
        {
            await reactions.BounceAsync(work, [message.IdempotencyKey], cancellationToken).ConfigureAwait(false);
            await work.CommitAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
