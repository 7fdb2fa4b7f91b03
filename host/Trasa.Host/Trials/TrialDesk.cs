using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Authorization;
using Trasa.Activities.People;
using Trasa.Crm.Records;
using Trasa.Crm.Scenarios;
using Trasa.Designer.Workflows.Trials;
using Trasa.Engine.Doors;
using Trasa.Host.Identity;

namespace Trasa.Host.Trials;

/// <summary>The trials of whoever is signed in; they end with the circuit.</summary>
internal sealed class TrialDesk(Trials trials, ScenarioRuns scenarios, IRecords records, AuthenticationStateProvider authentication, IAuthorizationService authorization) : ITrials, ITrialForms, ITrialEvents, IAsyncDisposable
{
    private readonly HashSet<Guid> _mine = [];

    public async Task<TrialState> OpenAsync(string key, string content, string? start, CancellationToken cancellationToken)
    {
        if (await RefusalAsync() is { } refusal) return new() { Problem = refusal };
        if (TriedDraft.Read(key, content, out var problem) is not { } draft) return new() { Problem = problem };
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
        Mine(trial) is { } mine ? await mine.AskAsync(world => new TrialForms(world).OpenAsync(task, login, cancellationToken), cancellationToken) : null;

    public async Task<TrialFilling> FillAsync(Guid trial, TrialForm form, WorkCompletion completion, CancellationToken cancellationToken)
    {
        var filling = Mine(trial) is { } mine ? await mine.AskAsync<TrialFilling>(async world => await new TrialForms(world).FillAsync(form, completion, cancellationToken), cancellationToken) : null;
        return filling ?? new(null, [new("", Trials.Gone.Problem!)]);
    }

    public async Task<T?> AskAsync<T>(Guid trial, Func<TrialRecords, Task<T?>> ask, CancellationToken cancellationToken)
        where T : class
    {
        if (Mine(trial) is not { } mine) return null;
        var me = await ActorAsync();
        return await mine.AskAsync(world => ask(new(world, records, me)), cancellationToken);
    }

    public Task CloseAsync(Guid trial) => _mine.Remove(trial) ? trials.CloseAsync(trial) : Task.CompletedTask;

    public async Task<IReadOnlyList<TrialVerdict>> RunAsync(string key, string content, CancellationToken cancellationToken)
    {
        if (await RefusalAsync() is { } refusal) return [new(key, refusal)];
        return await scenarios.RunAsync(key, content, await ActorAsync(), cancellationToken);
    }

    public async Task<IReadOnlyList<TrialVerdict>> VerdictsAsync(string key, string content, CancellationToken cancellationToken)
    {
        if (await RefusalAsync() is { } refusal) return [new(key, refusal)];
        return await scenarios.VerdictsAsync(key, content, await ActorAsync(), cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var trial in _mine) await trials.CloseAsync(trial);
    }

    private async Task<string?> RefusalAsync() =>
        (await authorization.AuthorizeAsync((await authentication.GetAuthenticationStateAsync()).User, Policies.Processes)).Succeeded ? null : "Only those who own processes may try a workflow.";

    private async Task<Actor> ActorAsync() => (await authentication.GetAuthenticationStateAsync()).User.Actor();

    private Trial? Mine(Guid trial) => _mine.Contains(trial) ? trials.Find(trial) : null;
}
