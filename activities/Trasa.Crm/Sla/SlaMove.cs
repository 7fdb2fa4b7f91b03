namespace Trasa.Crm.Sla;

/// <summary>What an operation made of a clock: the clock after it and the lines for its ledger, or why it was refused.</summary>
/// <param name="Clock">The clock after the operation; unchanged when it was refused.</param>
/// <param name="Lines">What to append to the ledger.</param>
/// <param name="Refused">Why nothing was done, or null.</param>
internal sealed record SlaMove(SlaClock Clock, IReadOnlyList<SlaLine> Lines, string? Refused = null)
{
    public static SlaMove Refuse(SlaClock clock, string why) => new(clock, [], why);
}

/// <summary>A ledger line before it has its number and its actor.</summary>
internal sealed record SlaLine(SlaEntryKind Kind, DateTimeOffset At, string Reason, DateTimeOffset? OldDue = null, DateTimeOffset? NewDue = null);
