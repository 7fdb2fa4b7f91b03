using Trasa.Crm.Activities;
using Trasa.Crm.Records;
using Trasa.Engine.Execution;
using Trasa.Model.Activities;

namespace Trasa.Crm.Messaging;

/// <summary>Writes to the customer of a record from a template, in the customer's language.</summary>
public sealed class SendMessageActivity(CustomerMail mail, RecordTimes times) : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "Trasa.SendMessage",
        Category = "Messages",
        DisplayName = "Write to the customer",
        Description = "Sends a template to the contact of a record, with files when there are any, and files the message with the record.",
        Inputs =
        [
            .. ActivityInputs.AboutInputs,
            new("template", "String", "The template.", Required: true, Editor: "template"),
            new("extra", "Object", "More values that the template names."),
            new("files", "Object", "Attachments to send along: identifiers, one or a list."),
        ],
        Outputs = [new("message", "String", "The message; nothing when the customer has no address.")],
    };

    public override async ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellationToken)
    {
        var work = await context.WorkAsync(cancellationToken).ConfigureAwait(false);
        var about = context.About();
        var template = context.Input<string>("template") ?? throw new ActivityFaultException("template: name the template.");
        var extra = await times.AddAsync(work, about, template, context.Dictionary("extra"), cancellationToken).ConfigureAwait(false);
        try
        {
            var message = await mail.SendTemplateAsync(work, new(about, template, extra, context.RecordIds("files")), context.Actor, cancellationToken).ConfigureAwait(false);
            context.Output("message", message?.Id);
        }
        catch (RecordInvalidException problem)
        {
            throw new ActivityFaultException(problem.Message, problem);
        }

        context.Complete();
    }
}
