using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Authorization;
using Trasa.Activities.Definitions.References;
using Trasa.Designer.Workflows;
using Trasa.Engine.Definitions;
using Trasa.Engine.Instances;
using Trasa.Engine.Stores;
using Trasa.Host.Identity;
using Trasa.Host.Workflows;
using Trasa.Model.Activities;
using Trasa.Model.Workflows;

namespace Trasa.Host.Components.Workflows;

/// <summary>The designer's drafts and versions in the definition store, with the rights of whoever is signed in.</summary>
internal sealed class DesignerBackend(
    IDefinitionStore store,
    IActivityCatalogue catalogue,
    PublishingCheck check,
    DesignerChoices choices,
    IInstanceQueries instances,
    InstanceSample samples,
    AuthenticationStateProvider authentication,
    IAuthorizationService authorization) : IDesignerBackend
{
    private const DefinitionKind Kind = DefinitionKind.Workflow;

    public IReadOnlyList<ActivityDescriptor> Activities => catalogue.All;

    public async Task<OpenedWorkflow?> OpenAsync(string key, CancellationToken cancellationToken)
    {
        var draft = await store.FindDraftAsync(Kind, key, cancellationToken);
        var shown = draft ?? await store.FindAsync(Kind, key, null, cancellationToken);
        if (shown is null) return null;
        var may = await MayAsync();
        return new(shown.Name, shown.Content, shown.Version, draft?.Revision ?? 0, draft is not null, may, may);
    }

    public async Task<string?> ContentAsync(string key, int? version, CancellationToken cancellationToken) => version is null
        ? (await store.FindDraftAsync(Kind, key, cancellationToken))?.Content
        : (await store.FindAsync(Kind, key, version, cancellationToken))?.Content;

    public async Task<SaveAnswer> SaveAsync(string key, string content, int expectedRevision, CancellationToken cancellationToken)
    {
        if (!await MayAsync()) return new(SaveOutcome.Refused, expectedRevision, Message: "Only those who own processes may change a workflow.");
        if (Read(key, content, out var refusal) is not { } draft) return new(SaveOutcome.Refused, expectedRevision, Message: refusal);
        try
        {
            var saved = await store.SaveDraftAsync(draft, expectedRevision, await NameAsync(), cancellationToken);
            return new(SaveOutcome.Saved, saved.Revision);
        }
        catch (ConcurrencyException)
        {
            var theirs = await store.FindDraftAsync(Kind, key, cancellationToken);
            return new(SaveOutcome.Conflict, theirs?.Revision ?? 0, theirs?.CreatedBy ?? await PublisherAsync(key, cancellationToken));
        }
    }

    public async Task<PublishAnswer> PublishAsync(string key, string content, int expectedRevision, string notes, CancellationToken cancellationToken)
    {
        if (!await MayAsync()) return new(PublishOutcome.Refused, 0, Message: "Only those who own processes may publish a workflow.");
        if (Read(key, content, out var refusal) is not { } draft) return new(PublishOutcome.Refused, 0, Message: refusal);
        if (await store.FindDraftAsync(Kind, key, cancellationToken) is { } saved && saved.Revision != expectedRevision)
            return new(PublishOutcome.Conflict, saved.Version, saved.CreatedBy);
        var problems = await ValidateAsync(content, cancellationToken);
        if (problems.Any(problem => problem.IsError)) return new(PublishOutcome.Invalid, 0, Problems: [.. problems.Select(ProblemNote.Of)]);
        var published = await store.PublishAsync(draft, await NameAsync(), notes.Length == 0 ? null : notes, cancellationToken);
        return new(PublishOutcome.Published, published.Version);
    }

    public Task<IReadOnlyList<DefinitionProblem>> ValidateAsync(string content, CancellationToken cancellationToken) =>
        check.CheckAsync(content, cancellationToken);

    public async Task<IReadOnlyList<WorkflowVersion>> VersionsAsync(string key, CancellationToken cancellationToken) =>
        [
            .. from version in await store.HistoryAsync(Kind, key, cancellationToken)
               select new WorkflowVersion(version.Version, !version.IsPublished, version.PublishedAt ?? version.CreatedAt, version.PublishedBy ?? version.CreatedBy, version.Notes),
        ];

    public Task<IReadOnlyList<PickerChoice>> ChoicesAsync(string editor, CancellationToken cancellationToken) => choices.OfAsync(editor, cancellationToken);

    public async Task<string?> SamplesAsync(string key, CancellationToken cancellationToken)
    {
        if (!await MayAsync()) return null;
        var page = await instances.SearchAsync(new InstanceFilter(key), 0, 1, cancellationToken);
        return page.Items is [var newest] ? (await samples.OfAsync(newest, cancellationToken))?.ToJsonString() : null;
    }

    private static DefinitionDraft? Read(string key, string content, out string? refusal)
    {
        var reading = DefinitionReader.Read(content);
        refusal = reading.Problems is [var first, ..] ? first.Message : null;
        return reading.Definition is { } definition ? new(Kind, key, definition.Name, content) : null;
    }

    private async Task<string?> PublisherAsync(string key, CancellationToken cancellationToken) =>
        (await store.FindAsync(Kind, key, null, cancellationToken))?.PublishedBy;

    private async Task<bool> MayAsync() =>
        (await authorization.AuthorizeAsync((await authentication.GetAuthenticationStateAsync()).User, Policies.Processes)).Succeeded;

    private async Task<string> NameAsync() => (await authentication.GetAuthenticationStateAsync()).User.Actor().Name;
}
