using Trasa.Activities.People;
using Trasa.Crm.Records;
using Trasa.Crm.Sealing;
using Trasa.Engine.Execution;
using Trasa.Model.Activities;

namespace Trasa.Crm.Messaging;

/// <summary>Tells those who can act on a user task about it, each with a link of their own that opens it.</summary>
internal sealed class NotifyTask(Notifier notifier, IWorkInbox inbox, TaskLinks links) : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "Trasa.Task.Notify",
        Category = "Messages",
        DisplayName = "Tell about a task",
        Description = "Tells everybody who can act on a user task now, by the channels of R-CHANNEL, with a link that opens it.",
        Inputs =
        [
            new("task", "String", "The task's identifier, e.g. from the event task.offered.", Required: true),
            new("template", "String", "The template; it may name task.title, task.description, task.due and the record.", Required: true, Editor: "template"),
            new("extra", "Object", "More values that the template names."),
        ],
        Outputs = [new("told", "Object", "Who was told, by name.")],
    };

    public override async ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellationToken)
    {
        var work = await context.WorkAsync(cancellationToken).ConfigureAwait(false);
        var template = context.Input<string>("template") is { Length: > 0 } given ? given : throw new ActivityFaultException("template: name the template.");
        if (!Guid.TryParse(context.Input<string>("task"), out var id)) throw new ActivityFaultException("task: give the identifier of a user task.");
        List<string> told = [];
        if (await inbox.FindAsync(id, cancellationToken).ConfigureAwait(false) is { IsOpen: true } item && RecordReference.TryParse(item.Subject, out var about))
        {
            var who = await inbox.WhoAsync(id, cancellationToken).ConfigureAwait(false);
            var people = who?.People.Select(viewer => new ResolvedPerson(viewer.Person, viewer.OnBehalfOf)).ToList() ?? [];
            var notice = new Notice(about, [], template, Values(context, item)) { People = people, Link = person => links.ToAsync(work, id, person.Id, cancellationToken) };
            var reached = await notifier.TellAsync(work, notice, context.Now, context.Actor, cancellationToken).ConfigureAwait(false);
            told.AddRange(reached.Select(person => person.OnBehalfOf is { } absent ? $"{person.Person.Name} for {absent.Name}" : person.Person.Name));
        }

        context.Output("told", told.ToList<object?>());
        context.Complete();
    }

    private static Dictionary<string, object?> Values(ActivityContext context, WorkItem item)
    {
        var extra = context.HasInput("extra") && context.Input<object>("extra") is IReadOnlyDictionary<string, object?> values
            ? new Dictionary<string, object?>(values, StringComparer.Ordinal)
            : new(StringComparer.Ordinal);
        extra["task"] = new Dictionary<string, object?>
        {
            ["title"] = item.Title,
            ["description"] = item.Description,
            ["priority"] = item.Priority,
            ["due"] = item.DueAt,
        };
        return extra;
    }
}
