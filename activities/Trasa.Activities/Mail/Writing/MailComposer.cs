using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Trasa.Activities.Mail.Reading;

namespace Trasa.Activities.Mail.Writing;

/// <summary>
/// <see cref="OutgoingMail"/> to the bytes of an RFC 5322 message: UTF-8, quoted-printable text, base64 files, 7-bit
/// throughout (but for addresses whose local part is international). The same mail always gives the same bytes.
/// </summary>
public static class MailComposer
{
    public static byte[] Compose(OutgoingMail mail)
    {
        var output = new StringBuilder();
        WriteFields(mail, new HeaderWriter(output));
        output.Append("MIME-Version: 1.0\r\n");
        Content(mail)(output);
        return Encoding.UTF8.GetBytes(output.ToString());
    }

    private static void WriteFields(OutgoingMail mail, HeaderWriter header)
    {
        header.Date(mail.Date);
        header.Addresses("From", [mail.From]);
        header.Addresses("To", mail.To);
        header.Addresses("Cc", mail.Cc);
        if (mail.ReplyTo is { } replyTo)
            header.Addresses("Reply-To", [replyTo]);
        header.Text("Subject", mail.Subject);
        header.Ids("Message-ID", [mail.MessageId]);
        if (mail.InReplyTo is { } answered)
            header.Ids("In-Reply-To", [answered]);
        header.Ids("References", mail.InReplyTo is { } last ? mail.References.Where(id => id != last).Append(last) : mail.References);
        if (mail.IsAutomatic)
        {
            header.Text("Auto-Submitted", mail.InReplyTo is null ? "auto-generated" : "auto-replied");
            // Exchange reads this one instead.
            header.Text("X-Auto-Response-Suppress", "All");
        }
        if (mail.LoopMark is { } mark)
            header.Text(AutomaticMailSigns.LoopHeader, mark);
        if (mail.Unsubscribe is { } unsubscribe)
        {
            header.Text("List-Unsubscribe", $"<{unsubscribe}>");
            header.Text("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }
        if (mail.Language is { } language)
            header.Text("Content-Language", language);
    }

    /// <summary>mixed( alternative( text, related( html, pictures ) ), files ), without the levels that have one child.</summary>
    private static Action<StringBuilder> Content(OutgoingMail mail)
    {
        var seed = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(mail.MessageId)))[..20];
        var pictures = mail.Html is null ? [] : mail.Attachments.Where(file => file is { IsInline: true, ContentId: not null }).ToList();
        var files = mail.Attachments.Except(pictures);
        var body = TextPart("text/plain", mail.Text);
        if (mail.Html is { } html)
        {
            var rich = Multipart("related", seed + "r", [TextPart("text/html", html), .. pictures.Select(FilePart)]);
            body = Multipart("alternative", seed + "a", [body, rich]);
        }
        return Multipart("mixed", seed + "m", [body, .. files.Select(FilePart)]);
    }

    private static Action<StringBuilder> Multipart(string kind, string seed, IReadOnlyList<Action<StringBuilder>> parts) => parts.Count == 1 ? parts[0] : output =>
    {
        // "=_" can stand in neither quoted-printable nor base64, so no content can look like this line.
        var boundary = $"=_{seed}";
        output.Append(CultureInfo.InvariantCulture, $"Content-Type: multipart/{kind};\r\n boundary=\"{boundary}\"\r\n\r\n");
        foreach (var part in parts)
        {
            output.Append(CultureInfo.InvariantCulture, $"--{boundary}\r\n");
            part(output);
        }
        output.Append(CultureInfo.InvariantCulture, $"--{boundary}--\r\n");
    };

    private static Action<StringBuilder> TextPart(string type, string text) => output =>
    {
        output.Append(CultureInfo.InvariantCulture, $"Content-Type: {type}; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n");
        QuotedPrintableWriter.Write(output, text);
    };

    private static Action<StringBuilder> FilePart(MailAttachment file) => output =>
    {
        var header = new HeaderWriter(output);
        // RFC 2046, 5.2.1 forbids base64 for enclosed messages; as plain bytes they arrive unchanged.
        var type = file.ContentType.StartsWith("message/", StringComparison.Ordinal) || !file.ContentType.Contains('/', StringComparison.Ordinal)
            ? "application/octet-stream"
            : file.ContentType;
        header.Parameter("Content-Type", type, "name", file.Name);
        header.Parameter("Content-Disposition", file.IsInline ? "inline" : "attachment", "filename", file.Name);
        if (file.ContentId is { } id)
            header.Ids("Content-ID", [id]);
        output.Append("Content-Transfer-Encoding: base64\r\n\r\n");
        output.Append(Convert.ToBase64String(file.Content, Base64FormattingOptions.InsertLineBreaks).ReplaceLineEndings("\r\n")).Append("\r\n");
    };
}
