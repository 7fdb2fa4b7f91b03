using System.Text.Json.Nodes;

namespace Trasa.Crm.Scenarios;

/// <summary>Runs scenarios, each in a world of its own.</summary>
public sealed class ScenarioRunner(IEnumerable<IScenarioStep> steps)
{
    private readonly Dictionary<string, IScenarioStep> _steps = steps.ToDictionary(step => step.Key, StringComparer.Ordinal);

    /// <summary>Runs the steps in order and stops at the first that fails.</summary>
    public async Task<ScenarioResult> RunAsync(Scenario scenario, ScenarioWorld world, CancellationToken cancellationToken)
    {
        for (var number = 0; number < scenario.Steps.Count; number++)
        {
            var step = scenario.Steps[number];
            try
            {
                await RunAsync(step, world, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception problem) when (problem is not OperationCanceledException)
            {
                var incidents = await world.IncidentsAsync(cancellationToken).ConfigureAwait(false);
                return new(scenario.Name, $"step {number + 1} at {world.Local(world.Clock.GetUtcNow())}, {Short(step)}: {problem.Message}{incidents}");
            }
        }

        return new(scenario.Name, null);
    }

    /// <summary>Runs one step.</summary>
    /// <exception cref="ScenarioFailedException">What was expected is not so.</exception>
    /// <exception cref="ScenarioInvalidException">The step cannot be understood.</exception>
    public async Task RunAsync(JsonObject step, ScenarioWorld world, CancellationToken cancellationToken)
    {
        var (key, arguments) = step.FirstOrDefault(entry => entry.Key != "comment");
        if (key is null || arguments is null || !_steps.TryGetValue(key, out var known))
            throw new ScenarioInvalidException($"No step is called '{key}'; there are {string.Join(", ", _steps.Keys.Order())}.");
        await known.RunAsync(world, arguments, cancellationToken).ConfigureAwait(false);
    }

    private static string Short(JsonObject step)
    {
        var text = step.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        return text.Length <= 160 ? text : text[..160] + "...";
    }
}
