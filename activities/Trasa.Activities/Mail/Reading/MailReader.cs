using Trasa.Activities.Mail.Mime;

namespace Trasa.Activities.Mail.Reading;

/// <summary>
/// Raw message to <see cref="ParsedMail"/>. Never throws on any input; a message over a limit is answered with the limit.
/// </summary>
/// <remarks>Has no state and may be shared between threads.</remarks>
public sealed class MailReader(MailReaderOptions options)
{
    /// <param name="message">As fetched from the server or read from a file (RFC 5322).</param>
    public MailReading Read(ReadOnlyMemory<byte> message)
    {
        var mime = MimeMessage.Read(message, options.Limits, out var exceeded);
        return mime is null ? MailReading.Of(exceeded!) : MailReading.Of(Parsed(mime));
    }

    private ParsedMail Parsed(MimeMessage mime)
    {
        var headers = mime.Root.Headers;
        var fields = new FieldReader(headers, mime.State);
        var content = MailContent.Of(mime);
        var subject = fields.Subject();
        var text = content.Text.Length > 0 || content.Html is null ? content.Text : HtmlText.Convert(content.Html);
        return new ParsedMail
        {
            MessageId = MessageIds.Read(headers.First("Message-ID")?.Raw) is [var id, ..] ? id : null,
            InReplyTo = MessageIds.Read(headers.First("In-Reply-To")?.Raw),
            References = MessageIds.Read(headers.First("References")?.Raw),
            From = fields.From(),
            To = fields.Addresses("To"),
            Cc = fields.Addresses("Cc"),
            ReplyTo = fields.Addresses("Reply-To"),
            Date = fields.Date(),
            Subject = subject,
            Text = text,
            NewText = ReplyText.NewPart(text),
            Html = content.Html,
            Attachments = content.Attachments,
            Headers = headers,
            Automatic = AutomaticMailSigns.Find(mime.Root, subject),
            LoopHint = AutomaticMailSigns.Loop(headers, options),
            Defects = [.. mime.Defects],
        };
    }
}
