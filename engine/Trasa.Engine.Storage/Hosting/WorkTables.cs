using Trasa.Engine.Hosting;

namespace Trasa.Engine.Storage.Hosting;

/// <summary>Where each kind of work stands, in the words of SQL.</summary>
/// <param name="Table">The table.</param>
/// <param name="Due">Its due column.</param>
/// <param name="Open">True for rows that may be claimed.</param>
/// <param name="Park">Sets a row aside; <c>@reason</c> says why.</param>
/// <param name="Unpark">Puts it back.</param>
/// <param name="IsParked">True for rows that were set aside.</param>
/// <param name="Reason">Sets the reason of a postponement.</param>
internal sealed record WorkTable(string Table, string Due, string Open, string Park, string Unpark, string IsParked, string Reason)
{
    // Somebody who has work done again stands between the events that came before and those that come after.
    private static readonly WorkTable Stimuli = Queue("stimulus", "Parked", ", depth = 0");
    private static readonly WorkTable Messages = Queue("outbox", "Dead");

    private static readonly WorkTable Timers = new(
        "bookmark", "due", "due is not null and not parked", "parked = @yes, lease_until = null", "parked = @no, attempts = 0, lease_until = null", "parked", "");

    public static WorkTable Of(WorkKind kind) => kind switch
    {
        WorkKind.Stimulus => Stimuli,
        WorkKind.Timer => Timers,
        WorkKind.Message => Messages,
    };

    private static WorkTable Queue(string table, string parked, string unpark = "") => new(
        table, "due_at", "state = 'Ready'",
        $"state = '{parked}', error = @reason, lease_until = null",
        $"state = 'Ready', attempts = 0, lease_until = null, due_at = @now{unpark}",
        $"state = '{parked}'",
        "error = @reason, due_at = @until,");
}
