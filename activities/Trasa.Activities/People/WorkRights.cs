namespace Trasa.Activities.People;

/// <summary>Who may act on a task at one moment.</summary>
internal sealed class WorkRights(IOrganisation organisation, DateTimeOffset at)
{
    /// <summary>Everybody who may act, once each.</summary>
    public WorkVisibility Who(WorkItem item)
    {
        var viewers = new List<WorkViewer>();
        var reasons = new List<string>();
        if (item.AssigneeId is { } holder && organisation.IsActive(holder))
        {
            var person = organisation.Find(holder)!;
            viewers.Add(new(person, item.AssigneeFor is { } absent ? organisation.Find(absent) : null, "has taken it"));
        }

        foreach (var address in item.AssigneeId is { } assignee ? [$"user:{assignee}"] : item.Candidates)
        {
            var resolution = organisation.Resolve(new(address, at, item.Scope, item.Excluded));
            reasons.AddRange(resolution.Reasons);
            foreach (var reached in resolution.People.Where(reached => !viewers.Exists(viewer => viewer.Person.Id == reached.Person.Id)))
                viewers.Add(new(reached.Person, reached.OnBehalfOf, Because(item, address, reached)));
        }

        return new(viewers, [.. reasons.Distinct()]);
    }

    /// <summary>In which capacity the person may act, or null and why not.</summary>
    public WorkViewer? Of(WorkItem item, Guid userId, out string? refusal)
    {
        refusal = null;
        if (item.Excluded.Contains(userId))
        {
            refusal = "You may not act in this matter.";
            return null;
        }

        var viewer = Who(item).People.FirstOrDefault(one => one.Person.Id == userId);
        if (viewer is null) refusal = item.AssigneeId is { } holder ? $"{organisation.Find(holder)?.Name ?? "Somebody else"} has taken it." : "It is not offered to you.";
        return viewer;
    }

    private static string Because(WorkItem item, string address, ResolvedPerson reached) => (item.AssigneeId, reached.OnBehalfOf) switch
    {
        (not null, { } absent) => $"stands in for {absent.Name}, who has taken it",
        (not null, null) => "has taken it",
        (null, { } absent) => $"stands in for {absent.Name} ({address})",
        (null, null) => $"is {address}",
    };
}
