using Trasa.Engine.Doors;
using Trasa.Engine.Execution;
using Trasa.Engine.Instances;
using Trasa.Engine.Stimuli;
using Trasa.Engine.Stores;

namespace Trasa.Engine.Incidents;

/// <summary>Settles the incidents that a repair is about, and tells the reactions what went wrong or right, all in the transaction of the burst.</summary>
internal sealed class IncidentDesk(IInstanceStore instances, TimeProvider time, IEnumerable<IIncidentReaction> reactions)
{
    private readonly IIncidentReaction[] _reactions = [.. reactions];

    public bool Concerns(BurstCommit commit, IReadOnlyList<Repair>? repairs) => repairs is not null || (commit.Incidents.Count > 0 && _reactions.Length > 0);

    public async Task NoteAsync(IUnitOfWork work, BurstCommit commit, IReadOnlyList<Repair>? repairs, Actor actor, CancellationToken cancellationToken)
    {
        foreach (var repair in repairs ?? [])
        {
            if (Settles(repair) is { } settled)
                await instances.SettleIncidentsAsync(work, commit.Instance.Id, settled.ActivityId, actor.Name, settled.Resolution, time.GetUtcNow(), cancellationToken).ConfigureAwait(false);
        }

        foreach (var reaction in _reactions)
        {
            if (commit.Incidents.Count > 0) await reaction.OccurredAsync(work, commit.Instance, commit.Incidents, cancellationToken).ConfigureAwait(false);
            else await reaction.MendedAsync(work, commit.Instance, actor, cancellationToken).ConfigureAwait(false);
        }
    }

    public async Task ParkedAsync(IUnitOfWork work, Stimulus stimulus, string reason, CancellationToken cancellationToken)
    {
        foreach (var reaction in _reactions) await reaction.ParkedAsync(work, stimulus, reason, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>A retry without an activity goes on where a limit stopped the burst: whatever stands there now is tried.</summary>
    private static (string? ActivityId, string Resolution)? Settles(Repair repair) => repair switch
    {
        Repair.Retry retry => (retry.ActivityId, "Retried"),
        Repair.Skip skip => (skip.ActivityId, "Skipped"),
        _ => null,
    };
}
