using System.Collections.Concurrent;
using Trasa.Activities.Mail.Writing;

namespace Trasa.Crm.Scenarios;

/// <summary>Takes the mail of a scenario, so that nothing leaves and everything can be looked at.</summary>
public sealed class CollectedMail : IMailSender
{
    private readonly ConcurrentQueue<OutgoingMail> _sent = new();
    private readonly ConcurrentDictionary<string, string> _refusals = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>In the order of sending.</summary>
    public IReadOnlyCollection<OutgoingMail> Sent => _sent;

    /// <summary>From now on the server says this to mail for the address, e.g. <c>550 5.1.1 No such user</c>; null: it takes it.</summary>
    public void Answer(string address, string? refusal)
    {
        if (refusal is null) _refusals.TryRemove(address, out _);
        else _refusals[address] = refusal;
    }

    public Task<MailDelivery> SendAsync(OutgoingMail mail, CancellationToken cancellationToken)
    {
        if (mail.To.Select(to => _refusals.GetValueOrDefault(to.Address)).FirstOrDefault(refusal => refusal is not null) is { } said)
            return Task.FromResult(said[0] == '5' ? MailDelivery.RefusedForGood($"every RCPT TO: {said}", []) : MailDelivery.FailedForNow($"RCPT TO: {said}"));
        _sent.Enqueue(mail);
        return Task.FromResult(MailDelivery.Sent("kept in the scenario", []));
    }
}
