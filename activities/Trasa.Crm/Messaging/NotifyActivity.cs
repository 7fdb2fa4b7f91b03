using Trasa.Crm.Cases;
using Trasa.Engine.Execution;
using Trasa.Model.Activities;

namespace Trasa.Crm.Messaging;

/// <summary>Tells colleagues something about a case.</summary>
public sealed class NotifyActivity(Notifier notifier, CaseTimes times) : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "Trasa.Notify",
        Category = "Messages",
        DisplayName = "Tell colleagues",
        Description = "Tells people about a case on the screen, by mail and by text message, as R-CHANNEL says.",
        Inputs =
        [
            new("case", "String", "The case.", Required: true, Editor: "record"),
            new("to", "Object", "Addresses, or assignee, supervisor, manager, dispatcher.", Required: true, Editor: "person"),
            new("template", "String", "The template.", Required: true, Editor: "template"),
            new("extra", "Object", "More values that the template names."),
        ],
        Outputs = [new("told", "Object", "Who was told, by name."), new("reached", "Object", "Who was told, as addresses.")],
    };

    public override async ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellationToken)
    {
        var work = await context.WorkAsync(cancellationToken).ConfigureAwait(false);
        var caseId = context.RecordId("case");
        var template = context.Input<string>("template") ?? throw new ActivityFaultException("template: name the template.");
        var extra = await times.AddAsync(work, caseId, context.Dictionary("extra"), cancellationToken).ConfigureAwait(false);
        var told = await notifier.TellAsync(work, new(caseId, context.Texts("to"), template, extra), context.Now, context.Actor, cancellationToken).ConfigureAwait(false);
        context.Output("told", told.Select(object? (person) => person.OnBehalfOf is { } absent ? $"{person.Person.Name} for {absent.Name}" : person.Person.Name).ToList());
        context.Output("reached", told.Select(object? (person) => $"user:{person.Person.Id}").ToList());
        context.Complete();
    }
}
