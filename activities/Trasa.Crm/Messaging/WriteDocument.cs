using Trasa.Activities.Documents;
using Trasa.Activities.Templates;
using Trasa.Crm.Activities;
using Trasa.Crm.Attachments;
using Trasa.Crm.Records;
using Trasa.Engine.Execution;
using Trasa.Model.Activities;

namespace Trasa.Crm.Messaging;

/// <summary>Writes a letter about a record from a template and attaches it there as a file that cannot be typed over.</summary>
public sealed class WriteDocument(RecordFactsReader facts, RecordTimes times, MessageTemplates templates, IDocumentWriter writer, IAttachments attachments) : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "Trasa.Document.Write",
        Category = "Messages",
        DisplayName = "Write a letter (PDF)",
        Description = "Fills a template, makes a PDF of it and attaches it to the record.",
        Inputs =
        [
            .. ActivityInputs.AboutInputs,
            new("template", "String", "The template; its subject is the title.", Required: true, Editor: "template"),
            new("fileName", "String", "Name of the file without ending; the title when not given.", Editor: "text"),
            new("extra", "Object", "More values that the template names."),
        ],
        Outputs = [new("file", "String", "The attachment.")],
    };

    public override async ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellationToken)
    {
        var work = await context.WorkAsync(cancellationToken).ConfigureAwait(false);
        var about = context.About();
        var template = context.Input<string>("template") ?? throw new ActivityFaultException("template: name the template.");
        var found = await facts.ReadAsync(work, about, context.Actor, cancellationToken).ConfigureAwait(false) ?? throw new ActivityFaultException($"There is no {about}.");
        var extra = await times.AddAsync(work, about, template, context.Dictionary("extra"), cancellationToken).ConfigureAwait(false);
        var text = await templates.RenderAsync(template, found.Language, MessageScope.Of(found, extra), cancellationToken).ConfigureAwait(false);
        var document = new WrittenDocument(text.Subject, found.Language ?? MessageTemplates.FallbackLanguage, context.Now, DocumentText.Parse(text.Body));
        var name = (context.HasInput("fileName") ? context.Input<string>("fileName") : null) ?? text.Subject;
        var record = await attachments.AddAsync(work, about, new(name + writer.Extension, writer.ContentType, writer.Write(document)), context.Actor, cancellationToken).ConfigureAwait(false);
        context.Output("file", record.Id.ToString());
        context.Complete();
    }
}
