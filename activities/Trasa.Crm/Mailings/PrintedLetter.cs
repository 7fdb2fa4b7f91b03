using Trasa.Activities.Documents;
using Trasa.Activities.Templates;
using Trasa.Crm.Attachments;
using Trasa.Crm.Messaging;
using Trasa.Crm.Records;
using Trasa.Engine.Doors;
using Trasa.Engine.Stores;

namespace Trasa.Crm.Mailings;

/// <summary>
/// A letter as PDF, filed with the contact. It leaves by hand: <see cref="CollectLetters"/> puts those that wait into one file to
/// print. Links stand in it as they were written; nobody can follow who types them.
/// </summary>
internal sealed class PrintedLetter(MailingFile file, IAttachments attachments, IDocumentWriter writer, TimeProvider time, MessagingOptions options) : IMailingChannel
{
    public string Key => MailingChannels.Letter;

    /// <summary>Letters go to where the contact works.</summary>
    public string? AddressOf(Record contact, Record? company)
    {
        if (company?.Text("street") is not { Length: > 0 } street || company.Text("city") is not { Length: > 0 } city) return null;
        string?[] lines = [contact.Text("name"), company.Text("name"), street, $"{company.Text("postalCode")} {city}".Trim(), company.Text("country")];
        return string.Join('\n', lines.Where(line => !string.IsNullOrEmpty(line)));
    }

    public async Task<Record> SendAsync(IUnitOfWork work, AddressedMailing addressed, Actor actor, CancellationToken cancellationToken)
    {
        var text = TrackedText.Read(addressed.Rendered.Body);
        var body = $"{text.Plain(text.Links)}\n\nNo more letters like this: write to {options.SupportAddress}";
        var message = await file.AddAsync(work, addressed, new Dictionary<string, object?> { ["bodyText"] = body, ["messageId"] = file.NewMessageId() }, actor, cancellationToken).ConfigureAwait(false);
        var subject = addressed.Rendered.Subject;
        var document = new WrittenDocument(subject, addressed.Contact.Text("language") ?? MessageTemplates.FallbackLanguage, time.GetUtcNow(), Blocks(addressed.Address, subject, body));
        var pdf = await attachments.AddAsync(work, addressed.Contact.Reference, new(subject + writer.Extension, writer.ContentType, writer.Write(document)), actor, cancellationToken).ConfigureAwait(false);
        return await file.AttachAsync(work, message, pdf, actor, cancellationToken).ConfigureAwait(false);
    }

    public Task SendTestAsync(IUnitOfWork work, Mailing mailing, RenderedTemplate rendered, string address, CancellationToken cancellationToken) =>
        throw new MailingInvalidException("A letter is tried by printing its preview.");

    /// <summary>The address where the window of an envelope is, then subject and text.</summary>
    public static IReadOnlyList<DocumentBlock> Blocks(string address, string subject, string body) =>
        [new(DocumentBlockKind.Paragraph, address), new(DocumentBlockKind.Heading, subject), .. DocumentText.Parse(body)];
}
