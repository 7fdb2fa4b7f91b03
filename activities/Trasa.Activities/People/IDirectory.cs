namespace Trasa.Activities.People;

/// <summary>
/// Who somebody is at this moment. People are addressed by position, role or team and resolved when the address is
/// used, through absences and substitutes.
/// </summary>
public interface IDirectory
{
    /// <summary>
    /// Resolves an address: <c>user:anna</c>, <c>position:head-of-service</c>, <c>team:first-line</c>,
    /// <c>supervisor-of:user:anna</c>, <c>head-of:department:service</c>, <c>head-of:department-of:user:anna</c>. Absent people are replaced by their
    /// substitutes (chains followed, cycles stopped), and the result says for whom.
    /// </summary>
    Task<AddressResolution> ResolveAsync(string address, DateTimeOffset at, CancellationToken cancellationToken);

    Task<Person?> FindAsync(Guid userId, CancellationToken cancellationToken);

    /// <summary>The people that <paramref name="userId"/> stands in for at that moment.</summary>
    Task<IReadOnlyList<Person>> StandsInForAsync(Guid userId, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>The organisation as it stands now, for many questions about the same moment without a read for each.</summary>
    Task<IOrganisation> ReadAsync(CancellationToken cancellationToken);
}

/// <param name="Id">The user record.</param>
/// <param name="Name">As shown.</param>
/// <param name="Email">Where mail reaches them, or null.</param>
public sealed record Person(Guid Id, string Name, string? Email);

/// <param name="Person">Who acts.</param>
/// <param name="OnBehalfOf">The absent person that they stand in for, or null.</param>
public sealed record ResolvedPerson(Person Person, Person? OnBehalfOf);

/// <param name="People">Who the address reaches now.</param>
/// <param name="Reasons">In plain words: who was passed over and why; why nobody was found.</param>
public sealed record AddressResolution(IReadOnlyList<ResolvedPerson> People, IReadOnlyList<string> Reasons);
