using Trasa.Engine.Doors;

namespace Trasa.Crm.Intake;

/// <summary>Takes a message out of quarantine and in again, or puts it aside. It leaves only when it was dealt with.</summary>
public sealed class QuarantineRerun(Quarantine quarantine, MailIntake intake, FailedMessages failed)
{
    /// <returns>What became of it, or null when there is no such message.</returns>
    public async Task<IntakeResult?> RunAsync(Guid id, Actor actor, CancellationToken cancellationToken)
    {
        if (await quarantine.FindAsync(id, cancellationToken).ConfigureAwait(false) is not { } entry) return null;
        // A second click, or a colleague's: it must not run twice.
        if (entry.State != "Open") return new(IntakeOutcome.Known, entry.MessageId ?? id, "It was dealt with already.");
        if (entry.MessageId is not null) return await failed.RunAgainAsync(entry, actor, cancellationToken).ConfigureAwait(false);

        var content = await quarantine.ContentAsync(id, cancellationToken).ConfigureAwait(false) ?? [];
        var result = await intake.AcceptAsync(content, $"quarantine:{id}", cancellationToken).ConfigureAwait(false);
        // Refused again, it lies there a second time under the new reason; the first entry is done with either way.
        await quarantine.ResolveAsync(id, result.Outcome == IntakeOutcome.Quarantined ? "Failed again" : "Rerun", actor, cancellationToken).ConfigureAwait(false);
        return result;
    }
}
