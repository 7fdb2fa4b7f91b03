using System.Security.Cryptography;
using System.Text;

namespace Trasa.Activities.Mail.Writing;

/// <summary>
/// Puts messages into a folder, for installations without a mail server and for a relay that picks files up. A message
/// appears whole or not at all, and a second delivery replaces its file instead of adding one.
/// </summary>
/// <param name="folder">Created when missing, e.g. data/mail/out.</param>
public sealed class FolderMailSender(string folder) : IMailSender
{
    public async Task<MailDelivery> SendAsync(OutgoingMail mail, CancellationToken cancellationToken)
    {
        var target = Path.Combine(folder, FileName(mail.IdempotencyKey));
        try
        {
            Directory.CreateDirectory(folder);
            await WriteAsync(target, MailComposer.Compose(mail), cancellationToken).ConfigureAwait(false);
            return MailDelivery.Sent(target, []);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return MailDelivery.FailedForNow($"{target} cannot be written: {failure.Message}");
        }
    }

    private static async Task WriteAsync(string target, byte[] message, CancellationToken cancellationToken)
    {
        var temporary = $"{target}.{Path.GetRandomFileName()}.tmp";
        try
        {
            var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write);
            await using (stream.ConfigureAwait(false))
            {
                await stream.WriteAsync(message, cancellationToken).ConfigureAwait(false);
                stream.Flush(flushToDisk: true);
            }
            File.Move(temporary, target, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>Readable where the key is, and different for every key.</summary>
    private static string FileName(string key)
    {
        var readable = string.Concat(key.Take(60).Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' ? letter : '-'));
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))[..12];
        return $"{readable}.{hash}.eml";
    }
}
