using Trasa.Designer.Workflows.Trials;

namespace Trasa.Host.Trials;

internal static class FailingScenarios
{
    /// <summary>The scenarios of the workflow that do not pass any more, and what to do about it; null when all pass.</summary>
    public static async Task<string?> FailedAsync(this ITrials trials, string key, string content, CancellationToken cancellationToken)
    {
        var failed = (await trials.VerdictsAsync(key, content, cancellationToken)).Where(verdict => verdict.Failure is not null).ToList();
        return failed.Count == 0 ? null : $"Scenarios fail: {string.Join(" ", failed.Take(3).Select(verdict => $"“{verdict.Scenario}”: {verdict.Failure}"))} Mend the draft or the scenario, or publish all the same and say why.";
    }
}
