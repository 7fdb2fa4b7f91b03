using System.Security.Claims;
using Trasa.Activities.People;
using Trasa.Host.Identity;

namespace Trasa.Host.Work;

/// <summary>Who may look at a user task: who can act on it, who had it or ended it, and those who look after the work of others.</summary>
internal sealed class TaskSight(IWorkInbox inbox)
{
    /// <summary>The task as the person sees it; null when there is none, or none for them.</summary>
    public async Task<SeenTask?> OfAsync(Guid id, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var who = await inbox.WhoAsync(id, cancellationToken);
        if (who is null || await inbox.FindAsync(id, cancellationToken) is not { } item) return null;
        var me = user.Actor().UserId;
        var viewer = who.People.FirstOrDefault(one => one.Person.Id == me);
        var seen = new SeenTask(item, who, viewer);
        return viewer is not null || item.AssigneeId == me || item.EndedBy == me || await HadPartAsync(id, me, cancellationToken)
            || user.IsInRole(Role.Supervisor.Key) || user.IsInRole(Role.Administrator.Key) ? seen : null;
    }

    private async Task<bool> HadPartAsync(Guid id, Guid? me, CancellationToken cancellationToken) =>
        me is not null && (await inbox.HistoryAsync(id, cancellationToken)).Any(happened => happened.ActorId == me && happened.Event != "Created");
}

/// <param name="Item">The task.</param>
/// <param name="Who">Who can act on it, and who was passed over.</param>
/// <param name="Viewer">In which capacity this person can act, or null.</param>
public sealed record SeenTask(WorkItem Item, WorkVisibility Who, WorkViewer? Viewer)
{
    public bool MayAct => Viewer is not null && Item.IsOpen;
}
