using Trasa.Crm.Cases;
using Trasa.Engine.Execution;
using Trasa.Model.Activities;

namespace Trasa.Crm.Messaging;

/// <summary>Writes to the customer of a case from a template, in the customer's language.</summary>
public sealed class SendMessageActivity(CustomerMail mail, CaseTimes times) : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "Trasa.SendMessage",
        Category = "Messages",
        DisplayName = "Write to the customer",
        Description = "Sends a template to the contact of a case and files the message with the case.",
        Inputs =
        [
            new("case", "String", "The case.", Required: true, Editor: "record"),
            new("template", "String", "The template.", Required: true, Editor: "template"),
            new("extra", "Object", "More values that the template names."),
        ],
        Outputs = [new("message", "String", "The message; nothing when the contact has no address.")],
    };

    public override async ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellationToken)
    {
        var work = await context.WorkAsync(cancellationToken).ConfigureAwait(false);
        var caseId = context.RecordId("case");
        var template = context.Input<string>("template") ?? throw new ActivityFaultException("template: name the template.");
        var extra = await times.AddAsync(work, caseId, context.Dictionary("extra"), cancellationToken).ConfigureAwait(false);
        var message = await mail.SendTemplateAsync(work, caseId, template, extra, context.Actor, cancellationToken).ConfigureAwait(false);
        context.Output("message", message?.Id);
        context.Complete();
    }
}
