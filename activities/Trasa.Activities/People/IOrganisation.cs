namespace Trasa.Activities.People;

/// <summary>The organisation chart with absences and substitutes, read once. Answers without touching the database.</summary>
public interface IOrganisation
{
    AddressResolution Resolve(AddressQuery query);

    /// <summary>The person, also one who has left: histories go on naming them.</summary>
    Person? Find(Guid userId);

    /// <summary>Whether work may be given to the person: false for somebody who has left or is not known.</summary>
    bool IsActive(Guid userId);

    /// <summary>The people that <paramref name="userId"/> stands in for at that moment, for work of the scope.</summary>
    IReadOnlyList<Person> StandsInFor(Guid userId, DateTimeOffset at, string? scope);

    /// <summary>
    /// Addresses, in the form of <see cref="Canonical"/>, that may reach the person at that moment. More than do:
    /// whether one does is for <see cref="Resolve"/> to say.
    /// </summary>
    IReadOnlySet<string> AddressesNear(Guid userId, DateTimeOffset at);

    /// <summary>The teams that the person belongs to or leads, and everybody in them.</summary>
    IReadOnlyList<TeamView> TeamsOf(Guid userId);

    /// <summary>
    /// The address with identifiers in the place of keys, so that it survives a renaming; unchanged when it names
    /// nothing known.
    /// </summary>
    string Canonical(string address);
}

/// <param name="Address">See <see cref="IDirectory.ResolveAsync"/>.</param>
/// <param name="At">The moment of use.</param>
/// <param name="Scope">
/// What it is for, e.g. the key of the workflow. A substitution that is limited to some processes counts for those
/// only, and not at all when the scope is null.
/// </param>
/// <param name="Excluded">
/// People who may not act in the matter, e.g. the requester. Neither may anybody in their place: an excluded person is
/// followed by their superior, never by their substitute.
/// </param>
public sealed record AddressQuery(string Address, DateTimeOffset At, string? Scope = null, IReadOnlyCollection<Guid>? Excluded = null);

/// <param name="Id">The team record.</param>
/// <param name="Name">As shown.</param>
/// <param name="Address">The team's canonical address.</param>
/// <param name="Members">Everybody in it, present or not.</param>
public sealed record TeamView(Guid Id, string Name, string Address, IReadOnlyList<Guid> Members);
