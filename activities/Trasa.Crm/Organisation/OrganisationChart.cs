using Trasa.Activities.People;

namespace Trasa.Crm.Organisation;

/// <summary>
/// The chart of one moment: who holds what, who is above whom, who is away. Immutable, so it may be shared.
/// </summary>
internal sealed class OrganisationChart : IOrganisation
{
    private readonly Dictionary<Guid, Member> _members;
    private readonly Dictionary<Guid, Position> _positions;
    private readonly Dictionary<Guid, Department> _departments;
    private readonly Dictionary<Guid, Team> _teams;
    private readonly ILookup<Guid, Member> _holders;
    private readonly ILookup<Guid, Leave> _leaves;
    private readonly ILookup<Guid, Substitution> _substitutions;
    private readonly AddressBook _addresses;

    public OrganisationChart(Staff staff)
    {
        _members = staff.Members.ToDictionary(member => member.Id);
        _positions = staff.Positions.ToDictionary(position => position.Id);
        _departments = staff.Departments.ToDictionary(department => department.Id);
        _teams = staff.Teams.ToDictionary(team => team.Id);
        _holders = staff.Members.SelectMany(member => member.Positions, (member, position) => (member, position)).ToLookup(held => held.position, held => held.member);
        _leaves = staff.Leaves.ToLookup(leave => leave.UserId);
        _substitutions = staff.Substitutions.ToLookup(substitution => substitution.AbsentId);
        _addresses = new AddressBook(staff);
    }

    public IReadOnlyCollection<Member> Members => _members.Values;

    public IReadOnlyCollection<Team> Teams => _teams.Values;

    public AddressResolution Resolve(AddressQuery query)
    {
        var reasons = new List<string>();
        var target = _addresses.Find(query.Address, out var problem);
        if (target is null) return new([], [problem!]);

        var search = new StandInSearch(this, query, reasons);
        var named = Named(target, reasons);
        var people = target.Kind == AddressKind.Team ? search.Present(named) : search.Each(named);
        if (people.Count == 0) reasons.Add($"Nobody can act for {target.Text} now.");
        return new(people, reasons);
    }

    public Person? Find(Guid userId) => Member(userId) is { } member ? member.AsPerson() : null;

    public bool IsActive(Guid userId) => Member(userId) is { Active: true };

    public IReadOnlyList<Person> StandsInFor(Guid userId, DateTimeOffset at, string? scope) =>
    [
        .. _members.Values
            .Where(member => member.Id != userId && Unavailability(member.Id, at) is not null)
            .Where(member => new StandInSearch(this, new(AddressBook.User(member.Id), at, scope), []).Each([member.Id])
                .Any(found => found.Person.Id == userId))
            .OrderBy(member => member.Name, StringComparer.CurrentCulture)
            .Select(member => member.AsPerson()),
    ];

    public IReadOnlySet<string> AddressesNear(Guid userId, DateTimeOffset at)
    {
        var near = new HashSet<string>(AddressesOf(userId));
        foreach (var member in _members.Values)
        {
            if (member.Id != userId && Unavailability(member.Id, at) is not null && StandIns(member.Id, at).Contains(userId))
                near.UnionWith(AddressesOf(member.Id));
        }

        return near;
    }

    public IReadOnlyList<TeamView> TeamsOf(Guid userId) =>
    [
        .. _teams.Values
            .Where(team => team.LeaderId == userId || team.Members.Contains(userId))
            .OrderBy(team => team.Name, StringComparer.CurrentCulture)
            .Select(team => new TeamView(team.Id, team.Name, $"team:{team.Id}", team.Members)),
    ];

    public string Canonical(string address) => _addresses.Find(address, out _)?.Text ?? address;

    internal Member? Member(Guid id) => _members.GetValueOrDefault(id);

    internal IEnumerable<Substitution> SubstitutionsOf(Guid userId) => _substitutions[userId];

    /// <summary>Why the person cannot act at that moment, or null when they can.</summary>
    internal string? Unavailability(Guid userId, DateTimeOffset at)
    {
        if (Member(userId) is not { } member) return "is not known";
        if (!member.Active) return "has left";
        var leave = _leaves[userId].FirstOrDefault(leave => leave.From <= at && at < leave.Until);
        return leave is null ? null : $"is away until {PersonalWords.Moment(leave.Until, leave.Place)}";
    }

    /// <summary>
    /// The superior: who holds the position that theirs reports to, or else the head of the department, or of the next
    /// one above that somebody else heads.
    /// </summary>
    internal Guid? SuperiorOf(Guid userId)
    {
        if (Member(userId) is not { } member) return null;
        var held = member.Positions.Select(id => _positions.GetValueOrDefault(id)).OfType<Position>().ToList();
        var above = held.Select(position => position.ReportsToId).OfType<Guid>().SelectMany(id => _holders[id]).FirstOrDefault(holder => holder.Id != userId);
        if (above is not null) return above.Id;
        var department = member.DepartmentId ?? held.Select(position => position.DepartmentId).FirstOrDefault(id => id is not null);
        for (var seen = new HashSet<Guid>(); department is { } id && seen.Add(id); department = _departments.GetValueOrDefault(id)?.ParentId)
        {
            var head = Heads(id).Where(head => head != userId).Select(head => (Guid?)head).FirstOrDefault();
            if (head is not null) return head;
        }

        return null;
    }

    private List<Guid> Named(AddressTarget target, List<string> reasons)
    {
        List<Guid> named = target.Kind switch
        {
            AddressKind.User => [target.Id],
            AddressKind.Position => [.. _holders[target.Id].Select(holder => holder.Id)],
            AddressKind.Team => [.. _teams[target.Id].Members],
            AddressKind.SupervisorOf => SuperiorOf(target.Id) is { } superior ? [superior] : [],
            AddressKind.HeadOf => [.. Heads(target.Id)],
        };
        if (named.Count == 0) reasons.Add($"{target.Text} names nobody: {Vacancy(target.Kind)}.");
        return named;
    }

    private static string Vacancy(AddressKind kind) => kind switch
    {
        AddressKind.User => "there is no such user",
        AddressKind.Position => "the position is vacant",
        AddressKind.Team => "the team has no members",
        AddressKind.SupervisorOf => "there is no superior above",
        AddressKind.HeadOf => "the department has no head",
    };

    private IEnumerable<Guid> Heads(Guid departmentId)
    {
        if (!_departments.TryGetValue(departmentId, out var department)) return [];
        if (department.HeadId is { } head) return [head];
        return department.HeadPositionId is { } position ? _holders[position].Select(holder => holder.Id) : [];
    }

    /// <summary>Everybody who might act for the person, over all scopes and up the chart.</summary>
    private HashSet<Guid> StandIns(Guid userId, DateTimeOffset at)
    {
        var reached = new HashSet<Guid>();
        var open = new Queue<Guid>([userId]);
        while (open.TryDequeue(out var current))
        {
            var next = _substitutions[current].Where(substitution => substitution.Holds(at)).Select(substitution => substitution.SubstituteId);
            foreach (var id in SuperiorOf(current) is { } superior ? next.Append(superior) : next)
            {
                if (id != userId && reached.Add(id)) open.Enqueue(id);
            }
        }

        return reached;
    }

    /// <summary>Addresses that name the person, absent or not.</summary>
    private IEnumerable<string> AddressesOf(Guid userId)
    {
        yield return AddressBook.User(userId);
        foreach (var position in Member(userId)?.Positions ?? []) yield return $"position:{position}";
        foreach (var team in _teams.Values.Where(team => team.Members.Contains(userId))) yield return $"team:{team.Id}";
        foreach (var department in _departments.Keys.Where(id => Heads(id).Contains(userId))) yield return $"head-of:department:{department}";
        foreach (var member in _members.Keys.Where(id => SuperiorOf(id) == userId)) yield return $"supervisor-of:user:{member}";
    }
}
