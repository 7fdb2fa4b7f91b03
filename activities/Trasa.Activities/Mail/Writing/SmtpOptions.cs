using System.Net.Security;

namespace Trasa.Activities.Mail.Writing;

/// <summary>The mail server that takes our mail.</summary>
public sealed class SmtpOptions
{
    public string Host { get; set; } = "localhost";

    /// <summary>Default 587 (submission); 465 with <see cref="SmtpSecurity.Tls"/>, 25 for a relay.</summary>
    public int Port { get; set; } = 587;

    /// <summary>Default <see cref="SmtpSecurity.StartTls"/>: without encryption nothing is sent.</summary>
    public SmtpSecurity Security { get; set; } = SmtpSecurity.StartTls;

    /// <summary>No authentication when null. Credentials are never sent over a plain connection.</summary>
    public string? User { get; set; }

    public string? Password { get; set; }

    /// <summary>How we introduce ourselves (EHLO); a full host name.</summary>
    public string ClientName { get; set; } = "localhost";

    /// <summary>For each answer of the server; default one minute.</summary>
    public TimeSpan CommandTimeout { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>For sending the message and its answer; default ten minutes (RFC 5321, section 4.5.3.2).</summary>
    public TimeSpan MessageTimeout { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Replaces the usual check of the server's certificate, e.g. for a pinned one; null for the usual check.</summary>
    public RemoteCertificateValidationCallback? CertificateCheck { get; set; }
}

public enum SmtpSecurity
{
    /// <summary>Plain text; for a relay on this machine.</summary>
    None,

    /// <summary>Encrypted after STARTTLS, plain when the server does not offer it.</summary>
    StartTlsIfOffered,

    /// <summary>Encrypted after STARTTLS, or not at all.</summary>
    StartTls,

    /// <summary>Encrypted from the first byte.</summary>
    Tls,
}
