using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Trasa.Crm.Scenarios;

/// <summary>Runs scenarios, each in a world of its own.</summary>
public sealed partial class ScenarioRunner(IEnumerable<IScenarioStep> steps)
{
    private const int LongestStep = 160;

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
                return new(scenario.Name, $"step {number + 1} at {world.Local(world.Clock.GetUtcNow())} ({Short(step)}): {problem.Message}{incidents}");
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

    /// <summary><c>expect workflow: workflow leave-request, status Finished</c>: which step it is, for people who did not write it.</summary>
    private static string Short(JsonObject step)
    {
        var (key, arguments) = step.FirstOrDefault(entry => entry.Key != "comment");
        var text = $"{Words(key)}: {Said(arguments)}";
        return text.Length <= LongestStep ? text : text[..LongestStep] + "...";
    }

    private static string Said(JsonNode? value) => value switch
    {
        null => "nothing",
        JsonObject members => string.Join(", ", members.Select(member => $"{Words(member.Key)} {Said(member.Value)}")),
        JsonArray items => items.Count == 0 ? "nothing" : string.Join(" and ", items.Select(Said)),
        _ => value.ToString(),
    };

    private static string Words(string? name) => Hump().Replace(name ?? "", hump => $" {hump.Value.ToLowerInvariant()}");

    [GeneratedRegex("(?<=[a-z])[A-Z]")]
    private static partial Regex Hump();
}
