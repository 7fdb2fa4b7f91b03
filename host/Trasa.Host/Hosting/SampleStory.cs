using Trasa.Activities.Guards;
using Trasa.Activities.Packs;
using Trasa.Crm.Scenarios;
using Trasa.Engine.Stores;

namespace Trasa.Host.Hosting;

/// <summary>
/// Plays the files <c>demo/*.steps.json</c> of a pack into a sample installation: people register, answer and decide, so that its
/// records stand where work stands on any day, and have really gone through the engine. The steps are those of scenarios; nothing
/// moves the clock. Each story is begun once, so that an installation that was interrupted goes on without doubling anything.
/// </summary>
internal sealed partial class SampleStory(ScenarioRunner runner, IOnceGuards guards, IDatabase database, IServiceProvider services, TimeProvider time, ILogger<SampleStory> log)
{
    public async Task PlayAsync(ProcessPack pack, CancellationToken cancellationToken)
    {
        foreach (var (name, content) in pack.In(ProcessPack.DemoFolder).Where(file => file.Name.EndsWith(ProcessPack.StepsEnding, StringComparison.Ordinal)))
        {
            var file = ScenarioFile.Parse(content);
            foreach (var scenario in file.Scenarios)
            {
                if (!await BeginAsync($"{pack.Manifest.Key}/{name}/{scenario.Name}", cancellationToken)) continue;
                var result = await runner.RunAsync(scenario, new ScenarioWorld(services, time, file.Zone), cancellationToken);
                if (!result.Passed) Log.Stopped(log, $"{pack.Manifest.Key}/{name}", scenario.Name, result.Failure!);
            }
        }
    }

    private async Task<bool> BeginAsync(string story, CancellationToken cancellationToken)
    {
        await using var work = await database.BeginAsync(cancellationToken);
        var isFirst = await guards.PassAsync(work, new("sample-story", story), time.GetUtcNow(), cancellationToken);
        await work.CommitAsync(cancellationToken);
        return isFirst;
    }

    private static partial class Log
    {
        [LoggerMessage(6203, LogLevel.Warning, "The sample {File}: '{Story}' stopped at {Reason}", EventName = nameof(Stopped))]
        public static partial void Stopped(ILogger logger, string file, string story, string reason);
    }
}
