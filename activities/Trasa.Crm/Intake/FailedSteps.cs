using Trasa.Crm.Records;
using Trasa.Engine.Doors;
using Trasa.Engine.Incidents;
using Trasa.Engine.Instances;
using Trasa.Engine.Stimuli;
using Trasa.Engine.Stores;

namespace Trasa.Crm.Intake;

/// <summary>
/// A message that makes a step fail goes whole into quarantine, with the incident as the reason. It is to blame for what
/// goes wrong in the workflow that it started, and in the first burst of the workflows that this one started.
/// </summary>
internal sealed class FailedSteps(Quarantine quarantine) : IIncidentReaction
{
    public async Task OccurredAsync(IUnitOfWork work, StoredInstance instance, IReadOnlyList<Incident> incidents, CancellationToken cancellationToken)
    {
        if (await MessageOfAsync(work, instance, cancellationToken).ConfigureAwait(false) is not { } message) return;
        var incident = incidents[0];
        await quarantine.FailedAsync(work, message, instance.Id, $"{incident.Message} (step {incident.ActivityId} of {instance.DefinitionKey})", cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The workflow that it should have started never began; the entry bears the stimulus in the place of the instance.</summary>
    public async Task ParkedAsync(IUnitOfWork work, Stimulus stimulus, string reason, CancellationToken cancellationToken)
    {
        if (stimulus.Kind is not (StimulusKind.Start or StimulusKind.Event) || Message(stimulus.CorrelationId) is not { } message) return;
        await quarantine.FailedAsync(work, message, stimulus.Id, $"{stimulus.Name} could not begin: {reason}", cancellationToken).ConfigureAwait(false);
    }

    public Task MendedAsync(IUnitOfWork work, StoredInstance instance, Actor by, CancellationToken cancellationToken) =>
        Quarantine.MendedAsync(work, instance.Id, by, cancellationToken);

    private static async Task<Guid?> MessageOfAsync(IUnitOfWork work, StoredInstance instance, CancellationToken cancellationToken)
    {
        if (Message(instance.CorrelationId) is { } own) return own;
        if (await KnownAsync(work, instance.Id, cancellationToken).ConfigureAwait(false) is { } known) return known;
        if (instance.Revision > 1) return null;
        var parent = instance.ParentId;
        while (parent is { } id)
        {
            var above = await work.Command("select correlation_id, parent_id from workflow_instance where id = @id", ("id", id))
                .QueryAsync(row => (Correlation: row.StringOrNull(0), Parent: row.GuidOrNull(1)), cancellationToken).ConfigureAwait(false);
            if (above is not [var found]) return null;
            if (Message(found.Correlation) is { } message) return message;
            parent = found.Parent;
        }

        return null;
    }

    /// <summary>The message that the instance failed over before: it was run again and failed again.</summary>
    private static async Task<Guid?> KnownAsync(IUnitOfWork work, Guid instanceId, CancellationToken cancellationToken) =>
        await work.Command("select message_id from quarantine where instance_id = @id and state = 'Open'", ("id", instanceId))
            .QueryAsync(row => row.GuidOrNull(0), cancellationToken).ConfigureAwait(false) is [var message, ..] ? message : null;

    private static Guid? Message(string? correlation) =>
        RecordReference.TryParse(correlation, out var reference) && reference.Type == "message" ? reference.Id : null;
}
