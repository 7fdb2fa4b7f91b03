using Trasa.Engine.Outbox;

namespace Trasa.Activities.Sms;

/// <summary>Writes text messages to files, where no carrier is configured. The name is the key, so a repetition overwrites.</summary>
public sealed class FolderSmsChannel(string folder) : IOutboxChannel
{
    public string Name => SmsMessage.Channel;

    public async Task<SendResult> SendAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        var name = string.Concat(message.IdempotencyKey.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '.' ? letter : '_'));
        var target = Path.Combine(folder, name + ".json");
        await File.WriteAllTextAsync(target + ".tmp", message.Payload, cancellationToken).ConfigureAwait(false);
        File.Move(target + ".tmp", target, overwrite: true);
        return SendResult.Sent;
    }
}
