using System.Collections.Concurrent;
using Trasa.Designer.Workflows.Trials;
using Trasa.Engine.Definitions;
using Trasa.Engine.Doors;

namespace Trasa.Host.Trials;

/// <summary>The trials that go on in this host: a few at a time, and none for ever.</summary>
internal sealed class Trials : IAsyncDisposable
{
    /// <summary>Trials at once; of those of whoever has the most, the one that was not used for longest gives way.</summary>
    private const int Most = 12;

    /// <summary>Trials of one person at once, so that nobody's trials end because somebody else opens many.</summary>
    private const int MostOfOne = 5;

    private static readonly TimeSpan LongestIdle = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan Sweep = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<Guid, Trial> _all = new();
    private readonly IServiceProvider _live;
    private readonly IIdentifiers _identifiers;
    private readonly TimeProvider _time;
    private readonly ITimer _sweep;

    public Trials(IServiceProvider live, IIdentifiers identifiers, TimeProvider time)
    {
        (_live, _identifiers, _time) = (live, identifiers, time);
        _sweep = time.CreateTimer(_ => _ = SweepAsync(), null, Sweep, Sweep);
    }

    public static TrialState Gone { get; } = new() { Problem = "This trial is over: it was not used for a while, or the host was restarted. Start it again; the steps are still on the screen." };

    /// <summary>How many go on.</summary>
    public int Count => _all.Count;

    public async Task<TrialState> OpenAsync(DefinitionDraft tried, string? start, Actor actor, CancellationToken cancellationToken)
    {
        var trial = new Trial(_identifiers.Next(), actor.UserId, tried.Key, await TrialHouse.OpenAsync(_live, tried, start, actor, cancellationToken), _time);
        _all[trial.Id] = trial;
        while (GivesWayTo(trial) is { } other) await CloseAsync(other.Id);
        return await trial.LookAsync(null, cancellationToken);
    }

    public Task<TrialState> DoAsync(Guid id, string step, CancellationToken cancellationToken) =>
        _all.TryGetValue(id, out var trial) ? trial.DoAsync(step, cancellationToken) : Task.FromResult(Gone);

    public Trial? Find(Guid id) => _all.GetValueOrDefault(id);

    /// <summary>Null when there is none, or when it is somebody else's: nobody is told of what others try.</summary>
    public Trial? Find(Guid id, Actor owner) => Find(id) is { } trial && trial.Owner == owner.UserId ? trial : null;

    public async Task CloseAsync(Guid id)
    {
        if (_all.TryRemove(id, out var trial)) await trial.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _sweep.DisposeAsync();
        foreach (var id in _all.Keys) await CloseAsync(id);
    }

    private Trial? GivesWayTo(Trial opened)
    {
        var all = _all.Values.ToList();
        var own = all.FindAll(trial => trial.Owner == opened.Owner);
        if (own.Count > MostOfOne) return own.Where(trial => trial != opened).MinBy(trial => trial.UsedAt);
        if (all.Count <= Most) return null;
        return all.GroupBy(trial => trial.Owner)
            .OrderByDescending(trials => trials.Count()).ThenBy(trials => trials.Min(trial => trial.UsedAt))
            .SelectMany(trials => trials.OrderBy(trial => trial.UsedAt)).FirstOrDefault(trial => trial != opened);
    }

    private async Task SweepAsync()
    {
        var oldest = _time.GetUtcNow() - LongestIdle;
        foreach (var trial in _all.Values.Where(trial => trial.UsedAt < oldest)) await CloseAsync(trial.Id);
    }
}
