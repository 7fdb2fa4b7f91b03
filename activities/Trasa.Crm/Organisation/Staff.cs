using Trasa.Activities.People;

namespace Trasa.Crm.Organisation;

/// <summary>A user as the organisation chart needs them.</summary>
/// <param name="Id">The user record.</param>
/// <param name="Key">What addresses call them, e.g. <c>anna</c>.</param>
/// <param name="Name">As shown.</param>
/// <param name="Email">Where mail reaches them, or null.</param>
/// <param name="Active">False once they have left: nothing may pick them any more.</param>
/// <param name="Positions">The positions that they hold.</param>
/// <param name="DepartmentId">Where they work, or null for where their position is.</param>
internal sealed record Member(
    Guid Id,
    string Key,
    string Name,
    string? Email,
    bool Active,
    IReadOnlyList<Guid> Positions,
    Guid? DepartmentId = null)
{
    public Person AsPerson() => new(Id, Name, Email);
}

/// <param name="Id">The position record.</param>
/// <param name="Key">What addresses call it, e.g. <c>head-of-service</c>.</param>
/// <param name="Name">As shown.</param>
/// <param name="DepartmentId">The department that it belongs to; its holders work there unless they say otherwise.</param>
/// <param name="ReportsToId">The position above, when that is not simply the head of the department.</param>
internal sealed record Position(Guid Id, string Key, string Name, Guid? DepartmentId = null, Guid? ReportsToId = null);

/// <param name="Id">The department record.</param>
/// <param name="Key">What addresses call it.</param>
/// <param name="Name">As shown.</param>
/// <param name="HeadPositionId">The position that heads it, or null.</param>
/// <param name="HeadId">The person who heads it, when it is not headed by a position.</param>
/// <param name="ParentId">The department above, or null at the top.</param>
internal sealed record Department(Guid Id, string Key, string Name, Guid? HeadPositionId = null, Guid? HeadId = null, Guid? ParentId = null);

/// <param name="Id">The team record.</param>
/// <param name="Key">What addresses call it.</param>
/// <param name="Name">As shown.</param>
/// <param name="Members">Users in it.</param>
/// <param name="LeaderId">Who leads it, or null.</param>
internal sealed record Team(Guid Id, string Key, string Name, IReadOnlyList<Guid> Members, Guid? LeaderId = null);

/// <summary>Somebody is away from one instant up to another.</summary>
/// <param name="UserId">Who.</param>
/// <param name="From">From then on.</param>
/// <param name="Until">Up to then, by their own clock.</param>
/// <param name="Place">Where that clock stands, when it is not the organisation's.</param>
internal sealed record Leave(Guid UserId, DateTimeOffset From, DateTimeOffset Until, string? Place = null);

/// <summary>Somebody stands in for somebody else whenever they are away.</summary>
/// <param name="AbsentId">For whom.</param>
/// <param name="SubstituteId">Who stands in.</param>
/// <param name="From">Not before, or null.</param>
/// <param name="Until">Not from then on, or null.</param>
/// <param name="Scope">The processes that it is limited to; empty for all.</param>
internal sealed record Substitution(Guid AbsentId, Guid SubstituteId, DateTimeOffset? From, DateTimeOffset? Until, IReadOnlyList<string> Scope)
{
    public bool Holds(DateTimeOffset at, string? scope) =>
        !(at < From) && !(at >= Until) && (Scope.Count == 0 || (scope is not null && Scope.Contains(scope, StringComparer.OrdinalIgnoreCase)));

    /// <summary>Whether it holds for some scope.</summary>
    public bool Holds(DateTimeOffset at) => !(at < From) && !(at >= Until);
}

/// <summary>Everything the chart is drawn from.</summary>
internal sealed record Staff(
    IReadOnlyList<Member> Members,
    IReadOnlyList<Position> Positions,
    IReadOnlyList<Department> Departments,
    IReadOnlyList<Team> Teams,
    IReadOnlyList<Leave> Leaves,
    IReadOnlyList<Substitution> Substitutions);
