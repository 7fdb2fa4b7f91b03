using System.Collections.Concurrent;
using Trasa.Activities.Mail.Writing;

namespace Trasa.Crm.Scenarios;

/// <summary>Takes the mail of a scenario, so that nothing leaves and everything can be looked at.</summary>
public sealed class CollectedMail : IMailSender
{
    private readonly ConcurrentQueue<OutgoingMail> _sent = new();

    /// <summary>In the order of sending.</summary>
    public IReadOnlyCollection<OutgoingMail> Sent => _sent;

    public Task<MailDelivery> SendAsync(OutgoingMail mail, CancellationToken cancellationToken)
    {
        _sent.Enqueue(mail);
        return Task.FromResult(MailDelivery.Sent("kept in the scenario", []));
    }
}
