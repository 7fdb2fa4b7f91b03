using System.Net.Sockets;
using System.Security.Authentication;

namespace Trasa.Activities.Mail.Writing;

/// <summary>Hands mail to a server by SMTP (RFC 5321), one connection a message.</summary>
/// <remarks>
/// What the server says about the message or its receivers is final when it is a 5xx. What it says about us (greeting,
/// TLS, credentials) is not the message's fault, so the message is kept for later. When one receiver can only be reached
/// later, nothing is sent to the others either: the next attempt is the same message to all.
/// </remarks>
public sealed class SmtpMailSender(SmtpOptions options, TimeProvider time) : IMailSender
{
    public async Task<MailDelivery> SendAsync(OutgoingMail mail, CancellationToken cancellationToken)
    {
        var message = MailComposer.Compose(mail);
        var envelope = SmtpEnvelope.Of(mail, message);
        if (envelope.Problem is { } problem)
            return MailDelivery.RefusedForGood(problem, []);

        var connection = new SmtpConnection(options, time);
        await using (connection.ConfigureAwait(false))
        {
            try
            {
                return await SendAsync(connection, envelope, message, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception failure) when (failure is IOException or SocketException or AuthenticationException)
            {
                return MailDelivery.FailedForNow($"{options.Host}:{options.Port}: {failure.Message}");
            }
        }
    }

    private async Task<MailDelivery> SendAsync(SmtpConnection connection, SmtpEnvelope envelope, byte[] message, CancellationToken cancellationToken)
    {
        var greeting = await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
        if (!greeting.IsDone)
            return Later("greeting", greeting);
        var (hello, failed) = await new SmtpLogin(options, connection).EnterAsync(cancellationToken).ConfigureAwait(false);
        if (failed is not null)
            return failed;

        if (envelope.Missing(hello!) is { } missing)
            return MailDelivery.RefusedForGood(missing, []);
        var sender = await connection.CommandAsync($"MAIL FROM:<{envelope.Sender}>{envelope.Parameters(hello!)}", cancellationToken).ConfigureAwait(false);
        if (!sender.IsDone)
            return Refused("MAIL FROM", sender, []);

        var delivery = await RecipientsAndMessageAsync(connection, envelope, message, cancellationToken).ConfigureAwait(false);
        await LeaveAsync(connection, cancellationToken).ConfigureAwait(false);
        return delivery;
    }

    private static async Task<MailDelivery> RecipientsAndMessageAsync(SmtpConnection connection, SmtpEnvelope envelope, byte[] message, CancellationToken cancellationToken)
    {
        var refused = new List<string>();
        SmtpReply? last = null;
        foreach (var recipient in envelope.Recipients)
        {
            last = await connection.CommandAsync($"RCPT TO:<{recipient}>", cancellationToken).ConfigureAwait(false);
            if (last.IsFinal)
                refused.Add(recipient);
            else if (!last.IsDone)
                return Later($"RCPT TO {recipient}", last);
        }
        if (refused.Count == envelope.Recipients.Count)
            return Refused("every RCPT TO", last!, refused);

        var ready = await connection.CommandAsync("DATA", cancellationToken).ConfigureAwait(false);
        if (!ready.WantsMore)
            return Refused("DATA", ready, refused);
        var taken = await connection.MessageAsync(message, cancellationToken).ConfigureAwait(false);
        return taken.IsDone ? MailDelivery.Sent(taken.ToString(), refused) : Refused("the message", taken, refused);
    }

    /// <summary>The outcome is known by now; a server that does not say good-bye changes nothing.</summary>
    private static async Task LeaveAsync(SmtpConnection connection, CancellationToken cancellationToken)
    {
        try
        {
            await connection.CommandAsync("QUIT", cancellationToken).ConfigureAwait(false);
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException)
        {
        }
    }

    internal static MailDelivery Later(string step, SmtpReply reply) => MailDelivery.FailedForNow($"{step}: {reply}");

    private static MailDelivery Refused(string step, SmtpReply reply, IReadOnlyList<string> refused) =>
        reply.IsFinal ? MailDelivery.RefusedForGood($"{step}: {reply}", refused) : Later(step, reply);
}
