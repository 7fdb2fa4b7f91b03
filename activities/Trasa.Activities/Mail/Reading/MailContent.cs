using System.Text;
using Trasa.Activities.Mail.Mime;

namespace Trasa.Activities.Mail.Reading;

/// <summary>Sorts the parts of a message into text, HTML and attachments.</summary>
internal sealed class MailContent
{
    private readonly StringBuilder _text = new();
    private readonly StringBuilder _html = new();
    private readonly List<MailAttachment> _attachments = [];
    private readonly MimeState _state;
    private readonly string? _language;

    private MailContent(MimeMessage mime)
    {
        _state = mime.State;
        _language = mime.Root.Headers.First("Content-Language")?.Raw;
    }

    public string Text => _text.ToString().Trim();

    public string? Html => _html.Length > 0 ? _html.ToString() : null;

    public IReadOnlyList<MailAttachment> Attachments => _attachments;

    public static MailContent Of(MimeMessage mime)
    {
        var content = new MailContent(mime);
        content.Add(mime.Root, inAlternative: false);
        return content;
    }

    private void Add(MimePart part, bool inAlternative)
    {
        if (part.IsMultipart)
        {
            foreach (var child in part.Children)
                Add(child, inAlternative || part.MediaType == "multipart/alternative");
        }
        else if (part.IsMessage && part.Place != "message")
        {
            Attach(part, EnclosedName(part));
        }
        else if (!IsText(part))
        {
            Attach(part, part.FileName);
        }
        else if (part.MediaType == "text/html")
        {
            AddHtml(TextOf(part), inAlternative);
        }
        else
        {
            Append(_text, TextOf(part));
        }
    }

    /// <summary>HTML beside plain parts (not as their alternative) belongs to the text that people read.</summary>
    private void AddHtml(string html, bool inAlternative)
    {
        if (!inAlternative && _text.Length > 0)
            Append(_text, HtmlText.Convert(html));
        _html.Append(html);
    }

    private static bool IsText(MimePart part)
    {
        if (part.Disposition.Value == "attachment")
            return false;
        if (part.Place == "message")
            return part.MediaType.StartsWith("text/", StringComparison.Ordinal) || part.MediaType.StartsWith("multipart/", StringComparison.Ordinal) || part.IsMessage;
        var unread = part.MediaType.StartsWith("multipart/", StringComparison.Ordinal);
        return unread || (part.MediaType is "text/plain" or "text/html" or "text/enriched" && part.FileName is null);
    }

    private string TextOf(MimePart part)
    {
        var decoded = TextDecoding.Decode(part.Decode(_state), part.ContentType["charset"], _language);
        _state.Defect(part.Place, decoded.Defect);
        var text = decoded.Text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Replace("\0", "", StringComparison.Ordinal);
        return string.Equals(part.ContentType["format"], "flowed", StringComparison.OrdinalIgnoreCase)
            ? FlowedText.Join(text, string.Equals(part.ContentType["delsp"], "yes", StringComparison.OrdinalIgnoreCase))
            : text;
    }

    private void Attach(MimePart part, string? name)
    {
        var type = part.MediaType.Length > 0 ? part.MediaType : "application/octet-stream";
        var contentId = MessageIds.Read(part.Headers.First("Content-ID")?.Raw) is [var id, ..] ? id : null;
        var inline = part.Disposition.Value == "inline" || (contentId is not null && part.Disposition.Value.Length == 0);
        _attachments.Add(new MailAttachment(FileNames.Safe(name, type, _attachments.Count + 1), type, part.Decode(_state), contentId, inline));
    }

    private static string? EnclosedName(MimePart part) =>
        part.FileName ?? (part.Children is [var message, ..] && message.Headers.Text("Subject") is { Length: > 0 } subject ? subject + ".eml" : null);

    private static void Append(StringBuilder to, string text)
    {
        if (to.Length > 0)
            to.Append('\n');
        to.Append(text);
    }
}
