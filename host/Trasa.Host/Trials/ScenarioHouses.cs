namespace Trasa.Host.Trials;

/// <summary>
/// Houses for scenarios. What scenarios with the same start have in common is prepared once and copied: that takes most
/// of the time of a short scenario.
/// </summary>
/// <param name="address">A PostgreSQL connection string, or null for SQLite.</param>
internal sealed class ScenarioHouses(string? address) : IAsyncDisposable
{
    private readonly Dictionary<DateTimeOffset, ScenarioHouse> _prepared = [];

    /// <param name="start">What the clock shows in it.</param>
    /// <param name="prepare">Fills an empty house as it stands at the start.</param>
    /// <param name="cancellationToken">Stops the preparation.</param>
    public async Task<ScenarioHouse> OpenAsync(DateTimeOffset start, Func<ScenarioHouse, Task> prepare, CancellationToken cancellationToken)
    {
        if (_prepared.TryGetValue(start, out var known)) return await known.CopyAsync(cancellationToken);
        var house = await ScenarioHouse.OpenAsync(address, cancellationToken);
        _prepared[start] = house;
        await prepare(house);
        return await house.CopyAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var house in _prepared.Values) await house.DisposeAsync();
    }
}
