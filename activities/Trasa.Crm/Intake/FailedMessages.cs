using Trasa.Crm.Records;
using Trasa.Engine.Definitions;
using Trasa.Engine.Doors;
using Trasa.Engine.Execution;
using Trasa.Engine.Hosting;
using Trasa.Engine.Instances;
using Trasa.Engine.Stores;

namespace Trasa.Crm.Intake;

/// <summary>
/// Runs a message again that made a step fail. What its workflow has done so far stays done: it goes on at the step that
/// failed. Only when it has changed nothing yet, and a newer version of it is published, the message starts from the beginning.
/// </summary>
public sealed class FailedMessages(IDatabase database, IRecords records, IWorkflowEngine engine, IInstanceQueries instances, IDefinitionStore definitions, IWorkQueue queue, Quarantine quarantine)
{
    /// <param name="entry">With a message and an instance.</param>
    /// <param name="actor">Who runs it again.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IntakeResult> RunAgainAsync(QuarantinedMessage entry, Actor actor, CancellationToken cancellationToken)
    {
        if (entry is not { MessageId: { } message, InstanceId: { } instance }) throw new ArgumentException("The message never got as far as a workflow.", nameof(entry));
        if (await MayStartAgainAsync(message, instance, cancellationToken).ConfigureAwait(false)) await StartAgainAsync(entry, message, instance, actor, cancellationToken).ConfigureAwait(false);
        else await GoOnAsync(entry, instance, actor, cancellationToken).ConfigureAwait(false);
        var now = await quarantine.FindAsync(entry.Id, cancellationToken).ConfigureAwait(false);
        return now is { State: "Open" } ? new(IntakeOutcome.Quarantined, entry.Id, now.Reason) : new(IntakeOutcome.Accepted, message, null);
    }

    private async Task<bool> MayStartAgainAsync(Guid message, Guid instance, CancellationToken cancellationToken)
    {
        var stored = await records.FindAsync(null, "message", message, Actor.System, cancellationToken).ConfigureAwait(false);
        if (stored is null || stored.Text("state") != "New" || stored.Link("case") is not null) return false;
        if (await HasChangedSomethingAsync(instance, cancellationToken).ConfigureAwait(false)) return false;
        if (await instances.FindAsync(instance, cancellationToken).ConfigureAwait(false) is not { FinishedAt: null } open) return true;
        var latest = await definitions.FindAsync(DefinitionKind.Workflow, open.DefinitionKey, null, cancellationToken).ConfigureAwait(false);
        return latest is not null && latest.Version > open.DefinitionVersion;
    }

    private async Task<bool> HasChangedSomethingAsync(Guid instance, CancellationToken cancellationToken)
    {
        var connection = await database.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            return (await connection.Command(
                "select 1 from record_change where instance_id = @id union all select 1 from workflow_instance where parent_id = @id limit 1", ("id", instance))
                .QueryAsync(row => row.GetInt32(0), cancellationToken).ConfigureAwait(false)).Count > 0;
        }
    }

    private async Task StartAgainAsync(QuarantinedMessage entry, Guid message, Guid instance, Actor actor, CancellationToken cancellationToken)
    {
        await quarantine.ResolveAsync(entry.Id, "Rerun", actor, cancellationToken).ConfigureAwait(false);
        // What never began waits there in the place of an instance.
        await queue.RemoveAsync(WorkKind.Stimulus, instance, cancellationToken).ConfigureAwait(false);
        await engine.CancelAsync(instance, "The message is run again with the latest version.", actor, cancellationToken).ConfigureAwait(false);
        var reference = new RecordReference("message", message).ToString();
        await engine.PublishAsync(new(MailIntake.Received, reference, MailIntake.PayloadOf(message), Actor: actor), cancellationToken).ConfigureAwait(false);
    }

    private async Task GoOnAsync(QuarantinedMessage entry, Guid instance, Actor actor, CancellationToken cancellationToken)
    {
        var open = (await instances.IncidentsAsync(instance, cancellationToken).ConfigureAwait(false)).Where(incident => incident.ResolvedAt is null);
        Repair[] repairs = [.. open.Select(incident => incident.ActivityId).Distinct().Select(activity => new Repair.Retry(activity))];
        var status = repairs.Length == 0 ? null : await engine.RepairAsync(instance, repairs, actor, cancellationToken).ConfigureAwait(false);
        if (status is null) await quarantine.ResolveAsync(entry.Id, "Rerun", actor, cancellationToken).ConfigureAwait(false);
    }
}
