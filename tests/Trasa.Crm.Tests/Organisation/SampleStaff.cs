using Trasa.Crm.Organisation;

namespace Trasa.Crm.Tests.Organisation;

/// <summary>
/// A service department: Maria heads it and Radu, the director, is above. Anna, Bogdan and Carmen are the first line.
/// </summary>
internal sealed class SampleStaff
{
    public static readonly DateTimeOffset Monday = new(2026, 4, 27, 9, 0, 0, TimeSpan.FromHours(3));

    public static readonly Guid Anna = Id(1), Bogdan = Id(2), Carmen = Id(3), Maria = Id(4), Radu = Id(5);
    public static readonly Guid Head = Id(11), Agent = Id(12), Director = Id(13), Vacant = Id(14);
    public static readonly Guid Service = Id(21), Company = Id(22);
    public static readonly Guid FirstLine = Id(31);

    private readonly List<Leave> _leaves = [];
    private readonly List<Substitution> _substitutions = [];
    private readonly HashSet<Guid> _left = [];

    public SampleStaff Away(Guid user, int days = 5)
    {
        _leaves.Add(new(user, Monday.AddHours(-1), Monday.AddDays(days)));
        return this;
    }

    public SampleStaff Substitute(Guid absent, Guid substitute, params string[] scope)
    {
        _substitutions.Add(new(absent, substitute, null, null, scope));
        return this;
    }

    public SampleStaff Left(Guid user)
    {
        _left.Add(user);
        return this;
    }

    public OrganisationChart Chart() => new(new(
        [
            Member(Anna, "anna", Agent), Member(Bogdan, "bogdan", Agent), Member(Carmen, "carmen", Agent),
            Member(Maria, "maria", Head), Member(Radu, "radu", Director),
        ],
        [
            new(Head, "head-of-service", "Head of service", Service), new(Agent, "agent", "Agent", Service),
            new(Director, "director", "Director", Company), new(Vacant, "vacant", "Vacant"),
        ],
        [new(Company, "company", "Company", Director), new(Service, "service", "Service", Head, null, Company)],
        [new(FirstLine, "first-line", "First line", [Anna, Bogdan, Carmen], Maria)],
        _leaves,
        _substitutions));

    private Member Member(Guid id, string key, Guid position) =>
        new(id, key, char.ToUpperInvariant(key[0]) + key[1..], $"{key}@example.ro", !_left.Contains(id), [position]);

    private static Guid Id(int number) => new(number, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]);
}
