using Trasa.Activities.People;

namespace Trasa.Crm.Organisation;

/// <summary>
/// Finds who acts in the place of people who are away: their substitutes in order, the substitutes of those, and when
/// that ends nowhere the superior. Everybody is looked at once, so a ring of substitutes ends.
/// </summary>
internal sealed class StandInSearch(OrganisationChart chart, AddressQuery query, List<string> reasons)
{
    /// <summary>One person for every person named.</summary>
    public IReadOnlyList<ResolvedPerson> Each(IReadOnlyList<Guid> named)
    {
        var found = new List<ResolvedPerson>();
        foreach (var id in named)
        {
            if (For(id) is { } person && !found.Exists(other => other.Person.Id == person.Person.Id)) found.Add(person);
        }

        return found;
    }

    /// <summary>Those who are there; only when nobody is, those who stand in for them.</summary>
    public IReadOnlyList<ResolvedPerson> Present(IReadOnlyList<Guid> named)
    {
        var present = new List<ResolvedPerson>();
        foreach (var id in named)
        {
            if (Obstacle(id) is { } obstacle) reasons.Add($"{Name(id)} {obstacle}.");
            else present.Add(new(chart.Find(id)!, null));
        }

        return present.Count > 0 ? present : Each(named);
    }

    private ResolvedPerson? For(Guid id)
    {
        if (Obstacle(id) is not { } obstacle) return new(chart.Find(id)!, null);
        reasons.Add($"{Name(id)} {obstacle}.");
        var substitute = Above(id, [id], []);
        // Whoever decides over somebody's own request decides in their own right, not in that person's place.
        return substitute is null ? null : new(chart.Find(substitute.Value)!, IsExcluded(id) ? null : chart.Find(id));
    }

    /// <summary>A substitute, or else the superior, or whoever acts for the superior.</summary>
    private Guid? Above(Guid id, HashSet<Guid> path, HashSet<Guid> seen)
    {
        if (!IsExcluded(id) && Substitute(id, path, seen) is { } substitute) return substitute;
        if (chart.SuperiorOf(id) is not { } superior) return null;
        if (!path.Add(superior) || !seen.Add(superior)) return null;
        if (Obstacle(superior) is not { } obstacle)
        {
            reasons.Add($"{Name(superior)} is the superior of {Name(id)}.");
            return superior;
        }

        reasons.Add($"{Name(superior)}, the superior of {Name(id)}, {obstacle}.");
        return Above(superior, path, seen);
    }

    private Guid? Substitute(Guid id, HashSet<Guid> path, HashSet<Guid> seen)
    {
        foreach (var substitution in chart.SubstitutionsOf(id).Where(candidate => candidate.Holds(query.At, query.Scope)))
        {
            var substitute = substitution.SubstituteId;
            if (path.Contains(substitute))
            {
                reasons.Add($"The substitutes of {Name(id)} lead back to {Name(substitute)}; that way is not followed again.");
                continue;
            }

            if (!seen.Add(substitute)) continue;
            if (Obstacle(substitute) is not { } obstacle)
            {
                reasons.Add($"{Name(substitute)} stands in for {Name(id)}.");
                return substitute;
            }

            reasons.Add($"{Name(substitute)}, who stands in for {Name(id)}, {obstacle}.");
            if (!IsExcluded(substitute) && Substitute(substitute, [.. path, substitute], seen) is { } next) return next;
        }

        return null;
    }

    private string? Obstacle(Guid id) => IsExcluded(id) ? "may not act in this matter" : chart.Unavailability(id, query.At);

    private bool IsExcluded(Guid id) => query.Excluded?.Contains(id) == true;

    private string Name(Guid id) => chart.Find(id)?.Name ?? $"user {id}";
}
