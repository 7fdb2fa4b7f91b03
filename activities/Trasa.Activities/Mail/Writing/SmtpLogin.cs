using System.Text;

namespace Trasa.Activities.Mail.Writing;

/// <summary>From the greeting to the point where mail may be handed over: EHLO, STARTTLS, AUTH.</summary>
internal sealed class SmtpLogin(SmtpOptions options, SmtpConnection connection)
{
    /// <returns>The server's answer to EHLO, or why we may not enter.</returns>
    public async Task<(SmtpReply? Hello, MailDelivery? Failed)> EnterAsync(CancellationToken cancellationToken)
    {
        var hello = await HelloAsync(cancellationToken).ConfigureAwait(false);
        if (!hello.IsDone)
            return (null, SmtpMailSender.Later("EHLO", hello));

        if (!connection.IsEncrypted && options.Security is SmtpSecurity.StartTls or SmtpSecurity.StartTlsIfOffered)
        {
            if (hello.Extension("STARTTLS") is not null)
            {
                var start = await connection.CommandAsync("STARTTLS", cancellationToken).ConfigureAwait(false);
                if (!start.IsDone)
                    return (null, SmtpMailSender.Later("STARTTLS", start));
                await connection.StartTlsAsync(cancellationToken).ConfigureAwait(false);
                // What was said before the encryption counts for nothing (RFC 3207, section 4.2).
                hello = await HelloAsync(cancellationToken).ConfigureAwait(false);
            }
            else if (options.Security == SmtpSecurity.StartTls)
            {
                return (null, MailDelivery.FailedForNow($"{options.Host} does not offer STARTTLS and {nameof(SmtpOptions)}.{nameof(options.Security)} demands it."));
            }
        }
        return (hello, await AuthenticateAsync(hello, cancellationToken).ConfigureAwait(false));
    }

    private async Task<SmtpReply> HelloAsync(CancellationToken cancellationToken)
    {
        var hello = await connection.CommandAsync($"EHLO {options.ClientName}", cancellationToken).ConfigureAwait(false);
        return hello.Code is 500 or 502 or 504 ? await connection.CommandAsync($"HELO {options.ClientName}", cancellationToken).ConfigureAwait(false) : hello;
    }

    private async Task<MailDelivery?> AuthenticateAsync(SmtpReply hello, CancellationToken cancellationToken)
    {
        if (options.User is not { } user)
            return null;
        if (!connection.IsEncrypted)
            return MailDelivery.FailedForNow($"{nameof(SmtpOptions)}.{nameof(options.User)} is set, but credentials are not sent over a plain connection; use TLS.");
        var ways = (hello.Extension("AUTH") ?? "").ToUpperInvariant().Split(' ');
        var reply = ways.Contains("PLAIN") ? await PlainAsync(user, cancellationToken).ConfigureAwait(false)
            : ways.Contains("LOGIN") ? await LoginAsync(user, cancellationToken).ConfigureAwait(false)
            : null;
        return reply is null ? MailDelivery.FailedForNow($"{options.Host} offers neither AUTH PLAIN nor AUTH LOGIN.")
            : reply.IsDone ? null
            : SmtpMailSender.Later("AUTH", reply);
    }

    /// <summary>RFC 4616.</summary>
    private Task<SmtpReply> PlainAsync(string user, CancellationToken cancellationToken) =>
        connection.CommandAsync($"AUTH PLAIN {Base64($"\0{user}\0{options.Password}")}", cancellationToken);

    private async Task<SmtpReply> LoginAsync(string user, CancellationToken cancellationToken)
    {
        var reply = await connection.CommandAsync("AUTH LOGIN", cancellationToken).ConfigureAwait(false);
        if (reply.WantsMore)
            reply = await connection.CommandAsync(Base64(user), cancellationToken).ConfigureAwait(false);
        return reply.WantsMore ? await connection.CommandAsync(Base64(options.Password ?? ""), cancellationToken).ConfigureAwait(false) : reply;
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
