using System.Text.Json;
using System.Text.Json.Nodes;
using Trasa.Crm.Scenarios;
using Trasa.Designer.Workflows.Trials;

namespace Trasa.Host.Trials;

/// <summary>One person's trial: its house, and what was done in it so far. One step at a time.</summary>
internal sealed class Trial(Guid id, string key, TrialHouse house, TimeProvider time) : IAsyncDisposable
{
    /// <summary>Longest a step may take; a timer that repeats every minute over a year ends here.</summary>
    private static readonly TimeSpan LongestStep = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly List<JsonNode> _steps = [];
    private bool _isOver;

    public Guid Id => id;

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

    public async Task<TrialState> LookAsync(string? problem, CancellationToken cancellationToken) =>
        await new TrialPicture(house.World).TakeAsync(key, cancellationToken) with { Trial = id, Problem = problem, Steps = [.. _steps.Select(step => step.DeepClone())] };

    /// <summary>About the forms of its tasks; nothing else happens meanwhile. Null when it is over.</summary>
    public async Task<T?> AskAsync<T>(Func<TrialForms, Task<T?>> ask, CancellationToken cancellationToken)
        where T : class
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (_isOver) return null;
            UsedAt = time.GetUtcNow();
            return await ask(new(house.World));
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
