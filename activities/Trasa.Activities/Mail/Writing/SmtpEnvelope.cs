using System.Globalization;
using System.Text;

namespace Trasa.Activities.Mail.Writing;

/// <summary>Who sends and who receives, apart from what the header says, and what the server must be able to do for it.</summary>
internal sealed class SmtpEnvelope
{
    private readonly bool _international;
    private readonly long _size;
    private readonly bool _eightBit;

    private SmtpEnvelope(string sender, IReadOnlyList<string> recipients, byte[] message)
    {
        (Sender, Recipients, _size) = (sender, recipients, message.Length);
        _international = recipients.Append(sender).Any(address => !Ascii.IsValid(address));
        _eightBit = !Ascii.IsValid(message);
    }

    public string Sender { get; }

    public IReadOnlyList<string> Recipients { get; }

    /// <summary>Why this mail can be sent to nobody, or null.</summary>
    public string? Problem =>
        Recipients.Count == 0 ? "The mail has no receiver."
        : Recipients.Append(Sender).FirstOrDefault(address => !IsAddress(address)) is { } wrong ? $"'{wrong}' is not a mail address."
        : null;

    public static SmtpEnvelope Of(OutgoingMail mail, byte[] message) => new(
        HeaderWriter.WireAddress(mail.From),
        [.. mail.To.Concat(mail.Cc).Concat(mail.Bcc).Select(HeaderWriter.WireAddress).Distinct(StringComparer.OrdinalIgnoreCase)],
        message);

    /// <summary>What the server cannot do but the mail needs, or null.</summary>
    public string? Missing(SmtpReply hello)
    {
        if (_international && hello.Extension("SMTPUTF8") is null)
            return "An address has letters outside ASCII, and the server does not take such addresses (SMTPUTF8).";
        return long.TryParse(hello.Extension("SIZE"), NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit > 0 && _size > limit
            ? $"The mail has {_size} bytes, and the server takes {limit} (SIZE)."
            : null;
    }

    public string Parameters(SmtpReply hello)
    {
        var size = hello.Extension("SIZE") is null ? "" : string.Create(CultureInfo.InvariantCulture, $" SIZE={_size}");
        var body = _eightBit && hello.Extension("8BITMIME") is not null ? " BODY=8BITMIME" : "";
        return size + body + (_international ? " SMTPUTF8" : "");
    }

    private static bool IsAddress(string address) => address.LastIndexOf('@') is var at && at > 0 && at < address.Length - 1;
}
