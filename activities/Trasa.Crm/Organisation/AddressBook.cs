namespace Trasa.Crm.Organisation;

internal enum AddressKind
{
    User,
    Position,
    Team,
    SupervisorOf,
    HeadOf,
}

/// <param name="Kind">How the people behind it are found.</param>
/// <param name="Id">The record that it names.</param>
/// <param name="Text">The canonical address.</param>
internal sealed record AddressTarget(AddressKind Kind, Guid Id, string Text);

/// <summary>Reads addresses. What they name is given by key or by identifier.</summary>
internal sealed class AddressBook(Staff staff)
{
    private readonly Dictionary<string, Guid> _users = Names(staff.Members.Select(member => (member.Key, member.Id)));
    private readonly Dictionary<string, Guid> _positions = Names(staff.Positions.Select(position => (position.Key, position.Id)));
    private readonly Dictionary<string, Guid> _departments = Names(staff.Departments.Select(department => (department.Key, department.Id)));
    private readonly Dictionary<string, Guid> _teams = Names(staff.Teams.Select(team => (team.Key, team.Id)));

    public static string User(Guid id) => $"user:{id}";

    /// <summary>What the address names, or null and what is wrong with it.</summary>
    public AddressTarget? Find(string address, out string? problem)
    {
        problem = null;
        if (address.Trim().Split(':') is ["head-of", "department-of", "user", var person]) return HeadOver(person, out problem);
        var (kind, what, name) = Split(address.Trim());
        var names = kind is null ? null : what switch
        {
            "user" => _users,
            "position" => _positions,
            "team" => _teams,
            "department" => _departments,
            _ => null,
        };
        if (names is null)
        {
            problem = $"'{address}' is no address; write user:anna, position:head-of-service, team:first-line, supervisor-of:user:anna or head-of:department:service.";
            return null;
        }

        if (names.TryGetValue(name, out var id)) return new(kind!.Value, id, $"{Prefix(kind.Value)}{what}:{id}");
        problem = $"There is no {what} '{name}'.";
        return null;
    }

    private AddressTarget? HeadOver(string person, out string? problem)
    {
        problem = null;
        if (!_users.TryGetValue(person, out var id)) problem = $"There is no user '{person}'.";
        else if (staff.Members.First(member => member.Id == id).DepartmentId is { } department) return new(AddressKind.HeadOf, department, $"head-of:department:{department}");
        else problem = $"The user '{person}' belongs to no department.";
        return null;
    }

    private static (AddressKind? Kind, string What, string Name) Split(string address) => address.Split(':') switch
    {
        ["user", var name] => (AddressKind.User, "user", name),
        ["position", var name] => (AddressKind.Position, "position", name),
        ["team", var name] => (AddressKind.Team, "team", name),
        ["supervisor-of", "user", var name] => (AddressKind.SupervisorOf, "user", name),
        ["head-of", "department", var name] => (AddressKind.HeadOf, "department", name),
        _ => (null, "", ""),
    };

    private static string Prefix(AddressKind kind) => kind switch
    {
        AddressKind.SupervisorOf => "supervisor-of:",
        AddressKind.HeadOf => "head-of:",
        AddressKind.User or AddressKind.Position or AddressKind.Team => "",
    };

    private static Dictionary<string, Guid> Names(IEnumerable<(string Key, Guid Id)> entries)
    {
        var names = new Dictionary<string, Guid>(StringComparer.OrdinalIgnoreCase);
        foreach (var (key, id) in entries)
        {
            names.TryAdd(key, id);
            names[id.ToString()] = id;
        }

        return names;
    }
}
