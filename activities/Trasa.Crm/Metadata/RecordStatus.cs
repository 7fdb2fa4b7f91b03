namespace Trasa.Crm.Metadata;

/// <summary>The states of a record and the ways between them. A change that is not declared is refused.</summary>
/// <param name="Field">The choice field that holds the state; its options are the states.</param>
/// <param name="Initial">States that a new record may have; the first is the default.</param>
/// <param name="Transitions">The allowed ways.</param>
public sealed record RecordStatus(string Field, IReadOnlyList<string> Initial, IReadOnlyList<StatusTransition> Transitions)
{
    public StatusTransition? Find(string from, string to)
    {
        foreach (var transition in Transitions)
            if (transition.From.Contains(from) && transition.To.Contains(to)) return transition;
        return null;
    }

    /// <summary>Where a record in this state can go, in the order declared.</summary>
    public IEnumerable<string> Next(string from) =>
        Transitions.Where(transition => transition.From.Contains(from)).SelectMany(transition => transition.To).Distinct();
}

/// <param name="From">From any of these.</param>
/// <param name="To">To any of these.</param>
/// <param name="Requires">Fields that must have a value by then.</param>
/// <param name="Count">An integer field that counts how often this way was taken, or null.</param>
/// <param name="Stamp">A date-time field set to the moment, or null.</param>
/// <param name="Clears">Fields emptied on the way.</param>
public sealed record StatusTransition(
    IReadOnlyList<string> From,
    IReadOnlyList<string> To,
    IReadOnlyList<string>? Requires = null,
    string? Count = null,
    string? Stamp = null,
    IReadOnlyList<string>? Clears = null);
