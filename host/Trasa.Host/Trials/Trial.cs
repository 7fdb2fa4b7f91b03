using System.Text.Json;
using System.Text.Json.Nodes;
using Trasa.Crm.Scenarios;
using Trasa.Designer.Workflows.Trials;

namespace Trasa.Host.Trials;

/// <summary>One person's trial: its house, and what was done in it so far. One step at a time.</summary>
/// <param name="id">Its identifier.</param>
/// <param name="owner">Whose it is; null for the system's.</param>
/// <param name="key">The workflow that is tried.</param>
/// <param name="house">Where it happens.</param>
/// <param name="time">The clock outside.</param>
internal sealed class Trial(Guid id, Guid? owner, string key, TrialHouse house, TimeProvider time) : IAsyncDisposable
{
    /// <summary>Longest a step may take; a timer that repeats every minute over a year ends here.</summary>
    private static readonly TimeSpan LongestStep = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly List<JsonNode> _steps = [];
    private bool _isOver;

    public Guid Id => id;

    public Guid? Owner => owner;

    /// <summary>When it was last used.</summary>
    public DateTimeOffset UsedAt { get; private set; } = time.GetUtcNow();

    public async Task<TrialState> DoAsync(string step, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (_isOver) return Trials.Gone;
            UsedAt = time.GetUtcNow();
            var problem = await TryAsync(step, cancellationToken);
            return await LookAsync(problem, cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>How it stands between two steps.</summary>
    public async Task<TrialState> SeeAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            UsedAt = time.GetUtcNow();
            return _isOver ? Trials.Gone : await LookAsync(null, cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    public async Task<TrialState> LookAsync(string? problem, CancellationToken cancellationToken) =>
        await new TrialPicture(house.World).TakeAsync(key, cancellationToken) with { Trial = id, Problem = problem, Steps = [.. _steps.Select(step => step.DeepClone())] };

    /// <summary>About its house; nothing else happens meanwhile. Null when it is over.</summary>
    public async Task<T?> AskAsync<T>(Func<ScenarioWorld, Task<T?>> ask, CancellationToken cancellationToken)
        where T : class
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (_isOver) return null;
            UsedAt = time.GetUtcNow();
            return await ask(house.World);
        }
        finally
        {
            _turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _turn.WaitAsync();
        _isOver = true;
        _turn.Release();
        await house.DisposeAsync();
    }

    /// <summary>Why it was not done, or null. A step that failed is not part of the scenario.</summary>
    private async Task<string?> TryAsync(string text, CancellationToken cancellationToken)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limited.CancelAfter(LongestStep);
        try
        {
            var step = JsonNode.Parse(text) as JsonObject ?? throw new ScenarioInvalidException("A step is an object with one key.");
            await house.Runner.RunAsync((JsonObject)step.DeepClone(), house.World, limited.Token);
            _steps.Add(step);
            return null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return $"This took longer than {LongestStep.TotalSeconds:0} seconds and was stopped at {house.World.Local(house.World.Clock.GetUtcNow())}. Does something repeat without end?";
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            return problem is JsonException ? $"The step cannot be read: {problem.Message}" : problem.Message;
        }
    }
}
