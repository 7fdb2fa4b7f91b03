using Trasa.Engine.Execution;
using Trasa.Model.Activities;

namespace Trasa.Activities.People;

/// <summary>Tells what waits for a person at this moment, e.g. before somebody else takes their place.</summary>
internal sealed class OpenWork(WorkItemStore items, IDirectory directory) : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "Trasa.People.OpenWork",
        Category = "People",
        DisplayName = "What waits for somebody?",
        Description = "Counts the tasks and approvals that a person has or may take, for themselves and not in the place of others.",
        Inputs = [new("user", "Object", "The person: an address or an identifier.", Required: true, Editor: "person")],
        Outputs =
        [
            new("tasks", "Int64", "How many tasks, approvals left out."),
            new("approvals", "Int64", "How many approvals."),
            new("titles", "Object", "What they are about, the oldest first."),
        ],
    };

    public override async ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellationToken)
    {
        var organisation = await directory.ReadAsync(cancellationToken).ConfigureAwait(false);
        if (TaskInputs.Users(context.Input<object>("user"), organisation) is not [var user]) throw new ActivityFaultException("user: name one person.");
        var lists = new WorkLists(items, organisation, context.Now);
        List<WorkEntry> entries = [.. await lists.OfAsync(user, WorkView.Mine, cancellationToken).ConfigureAwait(false), .. await lists.OfAsync(user, WorkView.Offered, cancellationToken).ConfigureAwait(false)];
        var own = entries.Where(entry => entry.OnBehalfOf is null).Select(entry => entry.Item).OrderBy(item => item.CreatedAt).ToList();
        var approvals = own.Count(item => item.Kind == WorkItemKind.Approval);
        context.Output("tasks", (decimal)(own.Count - approvals));
        context.Output("approvals", (decimal)approvals);
        context.Output("titles", own.Select(object? (item) => item.Title).ToList());
        context.Complete();
    }
}
