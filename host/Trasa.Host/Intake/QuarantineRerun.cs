using Trasa.Crm.Intake;
using Trasa.Engine.Doors;

namespace Trasa.Host.Intake;

/// <summary>Takes a message out of quarantine and in again, or puts it aside. It leaves only when the intake has it.</summary>
internal sealed class QuarantineRerun(Quarantine quarantine, MailIntake intake)
{
    /// <returns>What became of it, or null when there is no such message.</returns>
    public async Task<IntakeResult?> RunAsync(Guid id, Actor actor, CancellationToken cancellationToken)
    {
        if (await quarantine.ContentAsync(id, cancellationToken) is not { } content) return null;
        var result = await intake.AcceptAsync(content, $"quarantine:{id}", cancellationToken);
        // Refused again, it lies there a second time under the new reason; the first entry is done with either way.
        await quarantine.ResolveAsync(id, result.Outcome == IntakeOutcome.Quarantined ? "Failed again" : "Rerun", actor, cancellationToken);
        return result;
    }
}
