using Trasa.Crm.Activities;
using Trasa.Crm.Sealing;
using Trasa.Engine.Execution;
using Trasa.Model.Activities;

namespace Trasa.Crm.Messaging;

/// <summary>Makes a link by which the customer of a record answers with one press.</summary>
internal sealed class MakeAnswerLink(AnswerLinks links) : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "Trasa.AnswerLink",
        Category = "Messages",
        DisplayName = "Make a link to answer with",
        Description = "Makes a sealed link for a message; whoever presses the button behind it raises an event of the record, e.g. case.confirmed.",
        Inputs =
        [
            .. ActivityInputs.AboutInputs,
            new("answer", "String", "The answer in one word; with the record's type it is the event, e.g. confirmed.", Required: true, Editor: "text"),
            new("template", "String", "What the page behind the link says: the subject is its button, the text is above it.", Required: true, Editor: "template"),
        ],
        Outputs = [new("link", "String", "The link.")],
    };

    public override async ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellationToken)
    {
        var work = await context.WorkAsync(cancellationToken).ConfigureAwait(false);
        var answer = context.Input<string>("answer") is { Length: > 0 } word ? word : throw new ActivityFaultException("answer: say in one word what the customer answers.");
        var template = context.Input<string>("template") is { Length: > 0 } key ? key : throw new ActivityFaultException("template: name the template of the page.");
        try
        {
            var link = await links.ToAsync(work, new(context.About(), answer, template, context.Now), cancellationToken).ConfigureAwait(false);
            context.Output("link", link.ToString());
        }
        catch (ArgumentException problem)
        {
            throw new ActivityFaultException(problem.Message, problem);
        }

        context.Complete();
    }
}
