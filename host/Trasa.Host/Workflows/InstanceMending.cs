using Trasa.Engine.Definitions;
using Trasa.Engine.Doors;
using Trasa.Engine.Execution;
using Trasa.Engine.Hosting;
using Trasa.Engine.Instances;

namespace Trasa.Host.Workflows;

/// <summary>
/// What a process owner does to an instance that stopped, for the page and the API alike. Every act stands in the journal
/// with its author, and settles the incidents that it is about.
/// </summary>
internal sealed class InstanceMending(IWorkflowEngine engine, IInstanceStore store, IInstanceQueries queries, IDefinitionStore definitions, IInstanceRepair repair, IWorkQueue queue, TimeProvider time)
{
    /// <summary>An outcome that no arrow leaves from: the branch ends there.</summary>
    private const string GivenUp = "Given up";

    private const int ParkedLooked = 1_000;

    /// <summary>Variables and open activities, or null when there is no such instance.</summary>
    public async Task<InstanceView?> LookAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await store.LoadAsync(id, cancellationToken) is not { } instance) return null;
        return await definitions.FindAsync(DefinitionKind.Workflow, instance.DefinitionKey, instance.DefinitionVersion, cancellationToken) is { } definition
            ? repair.Look(definition, instance)
            : null;
    }

    /// <summary>Executes the activity again that faulted; what was parked there is put back in line; after a limit, the burst goes on.</summary>
    public async Task<Mended> RetryAsync(Guid id, string? activityId, Actor actor, CancellationToken cancellationToken)
    {
        if (activityId is not null && await SettledAsync(id, activityId, cancellationToken) is { } settled) return settled;
        if (await ReplayAsync(id, activityId, actor, cancellationToken)) return new(MendedOutcome.Done, null);
        var faulted = (await LookAsync(id, cancellationToken))?.Activities.Where(activity => activity.IsFaulted).Select(activity => activity.ActivityId).ToHashSet() ?? [];
        return await RepairAsync(id, [new Repair.Retry(activityId is not null && faulted.Contains(activityId) ? activityId : null)], actor, cancellationToken);
    }

    /// <summary>When nothing is open at the activity any more: a second retry would be taken for one of whatever else is stuck.</summary>
    private async Task<Mended?> SettledAsync(Guid id, string activityId, CancellationToken cancellationToken)
    {
        var incidents = (await queries.IncidentsAsync(id, cancellationToken)).Where(incident => incident.ActivityId == activityId).ToList();
        return incidents.Count == 0 || incidents.Exists(incident => incident.ResolvedAt is null)
            ? null
            : new(MendedOutcome.Refused, $"{incidents[^1].ResolvedBy} has dealt with it already ({incidents[^1].Resolution}).");
    }

    /// <summary>Takes the activity for done and goes on at the outcomes; without one, its branch ends.</summary>
    public Task<Mended> SkipAsync(Guid id, string activityId, IReadOnlyList<string> outcomes, Actor actor, CancellationToken cancellationToken) =>
        RepairAsync(id, [new Repair.Skip(activityId, outcomes.Count == 0 ? [GivenUp] : outcomes)], actor, cancellationToken);

    /// <summary>Goes on at another activity; the one that is stuck, when it is named, is given up.</summary>
    public Task<Mended> ContinueAsync(Guid id, string activityId, string? insteadOf, Actor actor, CancellationToken cancellationToken) => RepairAsync(
        id, insteadOf is null ? [new Repair.ContinueFrom(activityId)] : [new Repair.ContinueFrom(activityId), new Repair.Skip(insteadOf, [GivenUp])], actor, cancellationToken);

    public Task<Mended> ChangeAsync(Guid id, IReadOnlyDictionary<string, object?> variables, Actor actor, CancellationToken cancellationToken) =>
        RepairAsync(id, [new Repair.Change(variables)], actor, cancellationToken);

    private async Task<Mended> RepairAsync(Guid id, IReadOnlyList<Repair> repairs, Actor actor, CancellationToken cancellationToken)
    {
        try
        {
            if (await engine.RepairAsync(id, repairs, actor, cancellationToken) is not null) return new(MendedOutcome.Done, null);
            return await queries.FindAsync(id, cancellationToken) is null
                ? new(MendedOutcome.NotThere, $"There is no instance {id}.")
                : new(MendedOutcome.Refused, "The instance has ended; there is nothing to mend.");
        }
        catch (RepairInvalidException wrong)
        {
            return new(MendedOutcome.Invalid, wrong.Message, wrong.Named);
        }
        catch (InvalidOperationException misfit)
        {
            return new(MendedOutcome.Refused, misfit.Message);
        }
    }

    private async Task<bool> ReplayAsync(Guid id, string? activityId, Actor actor, CancellationToken cancellationToken)
    {
        var parked = (await queue.ParkedAsync(ParkedLooked, cancellationToken))
            .Where(work => work.InstanceId == id && (activityId is null || work.Kind != WorkKind.Timer || work.Name == activityId)).ToList();
        foreach (var work in parked) await queue.ReplayAsync(work.Kind, work.Id, time.GetUtcNow(), cancellationToken);
        if (parked.Count == 0) return false;
        foreach (var incident in await queries.IncidentsAsync(id, cancellationToken))
            if (incident.ResolvedAt is null && incident.ActivityType is null) await queries.ResolveIncidentAsync(incident.Id, actor.Name, "Retried", cancellationToken);
        return true;
    }
}

/// <param name="Outcome">What became of it.</param>
/// <param name="Message">Why not, or null.</param>
/// <param name="Named">The activity or variable that it named and that is not there or cannot be so, or null.</param>
internal sealed record Mended(MendedOutcome Outcome, string? Message, string? Named = null);

internal enum MendedOutcome
{
    Done,

    /// <summary>It does not fit the instance as it stands.</summary>
    Refused,

    /// <summary>It fits the definition at no time.</summary>
    Invalid,
    NotThere,
}
