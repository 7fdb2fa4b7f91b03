using Trasa.Crm.Activities;
using Trasa.Crm.Sealing;
using Trasa.Engine.Execution;
using Trasa.Model.Activities;

namespace Trasa.Crm.Messaging;

/// <summary>Tells colleagues something about a record.</summary>
public sealed class NotifyActivity(Notifier notifier, RecordTimes times, TaskLinks links) : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "Trasa.Notify",
        Category = "Messages",
        DisplayName = "Tell colleagues",
        Description = "Tells people about a record on the screen, by mail and by text message, as R-CHANNEL says.",
        Inputs =
        [
            .. ActivityInputs.AboutInputs,
            new("to", "Object", "Addresses, or the words owner (assignee), supervisor, manager, dispatcher for the people of the record.", Required: true, Editor: "person"),
            new("template", "String", "The template.", Required: true, Editor: "template"),
            new("extra", "Object", "More values that the template names."),
            new("opensTask", "Boolean", "Whether the link opens the task that this workflow offers them next, instead of the record.", Editor: "checkbox"),
        ],
        Outputs = [new("told", "Object", "Who was told, by name."), new("reached", "Object", "Who was told, as addresses.")],
    };

    public override async ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellationToken)
    {
        var work = await context.WorkAsync(cancellationToken).ConfigureAwait(false);
        var about = context.About();
        var template = context.Input<string>("template") ?? throw new ActivityFaultException("template: name the template.");
        var extra = await times.AddAsync(work, about, template: null, context.Dictionary("extra"), cancellationToken).ConfigureAwait(false);
        var notice = new Notice(about, context.Texts("to"), template, extra);
        if (context.HasInput("opensTask") && context.Input<bool>("opensTask"))
            notice = notice with { Link = person => links.ToComingAsync(work, context.InstanceId, about, person.Id, cancellationToken) };
        var told = await notifier.TellAsync(work, notice, context.Now, context.Actor, cancellationToken).ConfigureAwait(false);
        context.Output("told", told.Select(object? (person) => person.OnBehalfOf is { } absent ? $"{person.Person.Name} for {absent.Name}" : person.Person.Name).ToList());
        context.Output("reached", told.Select(object? (person) => $"user:{person.Person.Id}").ToList());
        context.Complete();
    }
}
