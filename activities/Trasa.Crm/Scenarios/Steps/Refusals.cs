namespace Trasa.Crm.Scenarios.Steps;

/// <summary>What must not be possible, and why.</summary>
internal static class Refusals
{
    /// <param name="words">Words of the expected reason, or null when it must be possible.</param>
    /// <param name="act">Does it; returns why it was refused, or null.</param>
    /// <exception cref="ScenarioFailedException">It is the other way round, or for another reason.</exception>
    public static async Task ExpectAsync(string? words, Func<Task<string?>> act)
    {
        var reason = await act().ConfigureAwait(false);
        if (words is null && reason is not null) throw new ScenarioFailedException(reason);
        if (words is not null && reason is null) throw new ScenarioFailedException($"it was not refused, expected '{words}'.");
        if (words is not null && !reason!.Contains(words, StringComparison.OrdinalIgnoreCase)) throw new ScenarioFailedException($"it was refused because '{reason}', expected '{words}' in it.");
    }
}
