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
        // Where it came from stays what it was: people look for the file or the channel, not for an identifier of ours.
        var result = await intake.AcceptAsync(content, entry.Source ?? entry.Channel, cancellationToken).ConfigureAwait(false);
        // Refused again, it is the same entry that goes on lying there, with the new reason.
        if (result.Outcome != IntakeOutcome.Quarantined) await quarantine.ResolveAsync(id, "Rerun", actor, cancellationToken).ConfigureAwait(false);
        return result;
    }
}
