using System.Collections.Concurrent;
using Trasa.Crm.Scenarios;
using Trasa.Designer.Workflows.Trials;
using Trasa.Engine.Definitions;
using Trasa.Engine.Doors;

namespace Trasa.Host.Trials;

/// <summary>Runs the scenarios that a workflow carries, each in an installation of its own, as far as a person may see.</summary>
internal sealed class ScenarioRuns(IServiceProvider live, TimeProvider time)
{
    /// <summary>How long what was found stands; by then the tables and forms that a scenario uses may be others.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<(Guid? Person, string Key), Shown> _last = new();

    /// <summary>What they show now; empty when the workflow carries none.</summary>
    public async Task<IReadOnlyList<TrialVerdict>> RunAsync(string key, string content, Actor actor, CancellationToken cancellationToken)
    {
        if (TriedDraft.Read(key, content, out var problem) is not { } draft) return [new(key, problem)];
        try
        {
            if (KeptScenarios.In(content) is not { } file) return [];
            var verdicts = new List<TrialVerdict>();
            foreach (var scenario in file.Scenarios) verdicts.Add(await RunAsync(draft, scenario, actor, cancellationToken));
            Keep((actor.UserId, key), new(content, time.GetUtcNow(), verdicts));
            return verdicts;
        }
        catch (ScenarioInvalidException invalid)
        {
            return [new(key, invalid.Message)];
        }
    }

    /// <summary>What they showed when this person ran them on the same content a moment ago; else they are run.</summary>
    public async Task<IReadOnlyList<TrialVerdict>> VerdictsAsync(string key, string content, Actor actor, CancellationToken cancellationToken) =>
        _last.TryGetValue((actor.UserId, key), out var last) && last.Content == content && IsFresh(last) ? last.Verdicts : await RunAsync(key, content, actor, cancellationToken);

    private async Task<TrialVerdict> RunAsync(DefinitionDraft draft, Scenario scenario, Actor actor, CancellationToken cancellationToken)
    {
        await using var house = await TrialHouse.OpenAsync(live, draft, scenario.Start, actor, cancellationToken);
        var result = await house.Runner.RunAsync(scenario, house.World, cancellationToken);
        return new(result.Scenario, result.Failure);
    }

    /// <summary>What has gone stale goes, so that no more is held than people try within that time.</summary>
    private void Keep((Guid? Person, string Key) of, Shown shown)
    {
        foreach (var (old, _) in _last.Where(entry => !IsFresh(entry.Value))) _last.TryRemove(old, out _);
        _last[of] = shown;
    }

    private bool IsFresh(Shown shown) => time.GetUtcNow() - shown.At < Fresh;

    private sealed record Shown(string Content, DateTimeOffset At, IReadOnlyList<TrialVerdict> Verdicts);
}
