namespace Trasa.Activities.People;

/// <summary>
/// Which tasks a person sees. The database narrows them down to what may concern the person; whether it does is decided
/// by the same rights that guard every action, so that no list shows what an action would refuse.
/// </summary>
internal sealed class WorkLists(WorkItemStore items, IOrganisation organisation, DateTimeOffset now)
{
    private readonly WorkRights _rights = new(organisation, now);

    public async Task<List<WorkEntry>> OfAsync(Guid userId, WorkView view, CancellationToken cancellationToken) => view switch
    {
        WorkView.Offered => await OfferedAsync(userId, cancellationToken).ConfigureAwait(false),
        WorkView.Mine => await MineAsync(userId, cancellationToken).ConfigureAwait(false),
        WorkView.Team => await TeamAsync(userId, cancellationToken).ConfigureAwait(false),
        WorkView.Done => await DoneAsync(userId, cancellationToken).ConfigureAwait(false),
    };

    private async Task<List<WorkEntry>> OfferedAsync(Guid userId, CancellationToken cancellationToken)
    {
        if (!organisation.IsActive(userId)) return [];
        var (list, parameters) = In("a", organisation.AddressesNear(userId, now));
        // Where somebody is excluded the work climbs to a superior, whom the addresses near a person do not show.
        var open = await items.QueryAsync(
            $"status = 'Open' and (excluded <> '[]' or exists (select 1 from work_item_candidate c where c.work_item_id = w.id and c.address in ({list})))",
            null, parameters, cancellationToken).ConfigureAwait(false);
        return Acting(open, userId);
    }

    private async Task<List<WorkEntry>> MineAsync(Guid userId, CancellationToken cancellationToken)
    {
        if (!organisation.IsActive(userId)) return [];
        // Taken tasks are few beside the finished ones; whose place the person takes depends on each task's scope.
        var taken = await items.QueryAsync("status = 'Taken'", null, [], cancellationToken).ConfigureAwait(false);
        return Acting(taken, userId);
    }

    private async Task<List<WorkEntry>> TeamAsync(Guid userId, CancellationToken cancellationToken)
    {
        var teams = organisation.TeamsOf(userId);
        if (teams.Count == 0 || !organisation.IsActive(userId)) return [];
        var people = teams.SelectMany(team => team.Members).Distinct().ToList();
        var (addresses, named) = In("a", teams.Select(team => team.Address).Concat(people.Select(id => $"user:{id}")));
        var (holders, held) = In("h", people.Select(id => (object)id));
        var open = await items.QueryAsync(
            $"(status = 'Taken' and assignee_id in ({holders})) or (status = 'Open' and exists (select 1 from work_item_candidate c where c.work_item_id = w.id and c.address in ({addresses})))",
            null, [.. named, .. held], cancellationToken).ConfigureAwait(false);
        return [.. open.Select(item => Entry(item, null))];
    }

    private async Task<List<WorkEntry>> DoneAsync(Guid userId, CancellationToken cancellationToken)
    {
        var done = await items.QueryAsync("ended_by = @user", "ended_at desc", [("user", userId)], cancellationToken).ConfigureAwait(false);
        return [.. done.Select(item => Entry(item, item.EndedFor is { } absent ? organisation.Find(absent) : null))];
    }

    private List<WorkEntry> Acting(List<WorkItem> found, Guid userId)
    {
        var entries = new List<WorkEntry>();
        foreach (var item in found)
        {
            if (_rights.Of(item, userId, out _) is { } viewer) entries.Add(Entry(item, viewer.OnBehalfOf));
        }

        return entries;
    }

    private WorkEntry Entry(WorkItem item, Person? onBehalfOf) =>
        new(item, onBehalfOf, item.AssigneeId is { } assignee ? organisation.Find(assignee) : null);

    private static (string List, (string, object?)[] Parameters) In(string prefix, IEnumerable<object> values)
    {
        var parameters = values.Select((value, index) => ($"{prefix}{index}", (object?)value)).ToArray();
        return (parameters.Length == 0 ? "null" : string.Join(", ", parameters.Select(parameter => "@" + parameter.Item1)), parameters);
    }
}
