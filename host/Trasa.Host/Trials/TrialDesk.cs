using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Authorization;
using Trasa.Activities.People;
using Trasa.Crm.Scenarios;
using Trasa.Designer.Workflows.Trials;
using Trasa.Engine.Definitions;
using Trasa.Engine.Doors;
using Trasa.Host.Identity;
using Trasa.Model.Workflows;

namespace Trasa.Host.Trials;

/// <summary>The trials of whoever is signed in; they end with the circuit.</summary>
internal sealed class TrialDesk(Trials trials, IServiceProvider services, TimeProvider time, AuthenticationStateProvider authentication, IAuthorizationService authorization) : ITrials, ITrialForms, IAsyncDisposable
{
    /// <summary>How long what was found stands; by then the tables and forms that a scenario uses may be others.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10);

    private readonly HashSet<Guid> _mine = [];
    private (string Key, string Content, DateTimeOffset At, IReadOnlyList<TrialVerdict> Verdicts)? _last;

    public async Task<TrialState> OpenAsync(string key, string content, string? start, CancellationToken cancellationToken)
    {
        if (await RefusalAsync() is { } refusal) return new() { Problem = refusal };
        if (Draft(key, content, out var problem) is not { } draft) return new() { Problem = problem };
        try
        {
            var state = await trials.OpenAsync(draft, start, await ActorAsync(), cancellationToken);
            _mine.Add(state.Trial);
            return state;
        }
        catch (ScenarioInvalidException invalid)
        {
            return new() { Problem = invalid.Message };
        }
    }

    public async Task<TrialState> DoAsync(Guid trial, string step, CancellationToken cancellationToken) =>
        _mine.Contains(trial) ? await trials.DoAsync(trial, step, cancellationToken) : Trials.Gone;

    public async Task<TrialForm?> OpenAsync(Guid trial, Guid task, string login, CancellationToken cancellationToken) =>
        Mine(trial) is { } mine ? await mine.AskAsync(forms => forms.OpenAsync(task, login, cancellationToken), cancellationToken) : null;

    public async Task<TrialFilling> FillAsync(Guid trial, TrialForm form, WorkCompletion completion, CancellationToken cancellationToken)
    {
        var filling = Mine(trial) is { } mine ? await mine.AskAsync<TrialFilling>(async forms => await forms.FillAsync(form, completion, cancellationToken), cancellationToken) : null;
        return filling ?? new(null, [new("", Trials.Gone.Problem!)]);
    }

    public Task CloseAsync(Guid trial) => _mine.Remove(trial) ? trials.CloseAsync(trial) : Task.CompletedTask;

    public async Task<IReadOnlyList<TrialVerdict>> RunAsync(string key, string content, CancellationToken cancellationToken)
    {
        if (await RefusalAsync() is { } refusal) return [new(key, refusal)];
        if (Draft(key, content, out var problem) is not { } draft) return [new(key, problem)];
        try
        {
            if (KeptScenarios.In(content) is not { } file) return [];
            var verdicts = new List<TrialVerdict>();
            foreach (var scenario in file.Scenarios) verdicts.Add(await RunAsync(draft, scenario, cancellationToken));
            _last = (key, content, time.GetUtcNow(), verdicts);
            return verdicts;
        }
        catch (ScenarioInvalidException invalid)
        {
            return [new(key, invalid.Message)];
        }
    }

    public async Task<IReadOnlyList<TrialVerdict>> VerdictsAsync(string key, string content, CancellationToken cancellationToken) =>
        _last is { } last && last.Key == key && last.Content == content && time.GetUtcNow() - last.At < Fresh ? last.Verdicts : await RunAsync(key, content, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        foreach (var trial in _mine) await trials.CloseAsync(trial);
    }

    private async Task<TrialVerdict> RunAsync(DefinitionDraft draft, Scenario scenario, CancellationToken cancellationToken)
    {
        await using var house = await TrialHouse.OpenAsync(services, draft, scenario.Start, await ActorAsync(), cancellationToken);
        var result = await house.Runner.RunAsync(scenario, house.World, cancellationToken);
        return new(result.Scenario, result.Failure);
    }

    private static DefinitionDraft? Draft(string key, string content, out string? problem)
    {
        var reading = DefinitionReader.Read(content);
        problem = reading.Problems is [var first, ..] ? first.Message : null;
        return reading.Definition is { } definition ? new(DefinitionKind.Workflow, key, definition.Name, content) : null;
    }

    private async Task<string?> RefusalAsync() =>
        (await authorization.AuthorizeAsync((await authentication.GetAuthenticationStateAsync()).User, Policies.Processes)).Succeeded ? null : "Only those who own processes may try a workflow.";

    private async Task<Actor> ActorAsync() => (await authentication.GetAuthenticationStateAsync()).User.Actor();

    private Trial? Mine(Guid trial) => _mine.Contains(trial) ? trials.Find(trial) : null;
}
