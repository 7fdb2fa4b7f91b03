using Trasa.Crm.Sealing;
using Trasa.Engine.Stores;

namespace Trasa.Crm.Mailings;

/// <summary>What stands in the links of a mail: which mail, and which of its links. Sealed, so that nobody makes one up.</summary>
public sealed class TrackedTokens(Seals seals)
{
    private const string Links = "mail.link";
    private const string Stops = "mail.stop";
    private const byte Picture = 255;

    /// <summary>A mail may have so many different links.</summary>
    public const int MostLinks = 200;

    internal ValueTask<string> LinkAsync(IUnitOfWork work, Guid mail, int link, CancellationToken cancellationToken) => link < MostLinks
        ? SealAsync(work, Links, mail, (byte)link, cancellationToken)
        : throw new MailingInvalidException($"A mail has at most {MostLinks} different links.");

    internal ValueTask<string> OpenAsync(IUnitOfWork work, Guid mail, CancellationToken cancellationToken) => SealAsync(work, Links, mail, Picture, cancellationToken);

    internal ValueTask<string> StopAsync(IUnitOfWork work, Guid mail, CancellationToken cancellationToken) => SealAsync(work, Stops, mail, 0, cancellationToken);

    /// <summary>The mail and its link, or no link for its picture; null when the text was not made here.</summary>
    internal async ValueTask<(Guid Mail, int? Link)?> ReadLinkAsync(string token, CancellationToken cancellationToken) =>
        await seals.OpenAsync(Links, token, cancellationToken).ConfigureAwait(false) is { Length: 17 } content ? (new Guid(content.AsSpan(0, 16)), content[16] == Picture ? null : content[16]) : null;

    internal async ValueTask<Guid?> ReadStopAsync(string token, CancellationToken cancellationToken) =>
        await seals.OpenAsync(Stops, token, cancellationToken).ConfigureAwait(false) is { Length: 17 } content ? new Guid(content.AsSpan(0, 16)) : null;

    private ValueTask<string> SealAsync(IUnitOfWork work, string purpose, Guid mail, byte link, CancellationToken cancellationToken)
    {
        byte[] content = [.. mail.ToByteArray(), link];
        return seals.SealAsync(work, purpose, content, cancellationToken);
    }
}
