using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Authorization;
using Trasa.Activities.Definitions.References;
using Trasa.Activities.Publishing;
using Trasa.Designer.Workflows;
using Trasa.Engine.Definitions;
using Trasa.Engine.Instances;
using Trasa.Engine.Doors;
using Trasa.Engine.Stores;
using Trasa.Host.Components.Shared;
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
    PublicationDesk desk,
    UsesComparison uses,
    SharedStarts starts,
    ScreenClock clock,
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
        return new(shown.Name, shown.Content, shown.Version, draft?.Revision ?? 0, draft is not null, may, may, clock.Zone.Id);
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
            var saved = await store.SaveDraftAsync(draft, expectedRevision, (await ActorAsync()).Name, cancellationToken);
            return new(SaveOutcome.Saved, saved.Revision);
        }
        catch (ConcurrencyException)
        {
            var theirs = await store.FindDraftAsync(Kind, key, cancellationToken);
            return new(SaveOutcome.Conflict, theirs?.Revision ?? 0, theirs?.CreatedBy ?? await PublisherAsync(key, cancellationToken));
        }
    }

    public async Task<bool> DiscardAsync(string key, int expectedRevision, CancellationToken cancellationToken)
    {
        if (!await MayAsync() || (await store.FindDraftAsync(Kind, key, cancellationToken))?.Revision != expectedRevision) return false;
        await desk.DiscardAsync(Kind, key, await ActorAsync(), cancellationToken);
        return true;
    }

    public async Task<PublishAnswer> PublishAsync(string key, string content, int expectedRevision, string notes, DateTime? validFrom, bool despite, CancellationToken cancellationToken)
    {
        if (!await MayAsync()) return new(PublishOutcome.Refused, 0, Message: "Only those who own processes may publish a workflow.");
        if (Read(key, content, out var refusal) is not { } draft) return new(PublishOutcome.Refused, 0, Message: refusal);
        var saved = await store.FindDraftAsync(Kind, key, cancellationToken);
        if (saved is not null && saved.Revision != expectedRevision) return new(PublishOutcome.Conflict, saved.Version, saved.CreatedBy);
        try
        {
            var me = await ActorAsync();
            if (saved?.Content != content)
            {
                // What is refused must not be saved on the way: the canvas would not know the revision that this makes.
                await desk.CheckAsync(Kind, new(key, content, me, PublicationDesk.ExcuseOf(notes, despite)), cancellationToken);
                saved = await store.SaveDraftAsync(draft, expectedRevision, me.Name, cancellationToken);
            }

            var from = validFrom is { } local ? new DateTimeOffset(local, clock.Zone.GetUtcOffset(local)) : (DateTimeOffset?)null;
            var publication = await desk.RequestAsync(Kind, key, saved.Revision, notes, from, despite, me, cancellationToken);
            return publication.Version is { } version ? new(PublishOutcome.Published, version) : new(PublishOutcome.Scheduled, saved.Version, At: publication.ValidFrom);
        }
        catch (ConcurrencyException)
        {
            return new(PublishOutcome.Conflict, 0, await PublisherAsync(key, cancellationToken));
        }
        catch (PublicationRefusedException refused) when (refused.Code == PublicationRefusedException.HasErrors)
        {
            return new(PublishOutcome.Invalid, 0, Message: refused.Message, Problems: [.. (await ValidateAsync(content, cancellationToken)).Select(ProblemNote.Of)]);
        }
        catch (PublicationRefusedException refused)
        {
            return new(PublishOutcome.Refused, 0, Message: refused.Message);
        }
    }

    public async Task<IReadOnlyList<UsedChange>> ComparedUsesAsync(string key, string older, int? olderVersion, string newer, int? newerVersion, CancellationToken cancellationToken)
    {
        var history = await store.HistoryAsync(Kind, key, cancellationToken);
        return await uses.BetweenAsync(older, At(olderVersion), newer, At(newerVersion), cancellationToken);

        // A version is in force until the next one is.
        DateTimeOffset? At(int? version) => version is null ? null : history.LastOrDefault(other => other.IsPublished && other.Version > version)?.PublishedAt;
    }

    public async Task<DueVersion?> DueAsync(string key, CancellationToken cancellationToken) =>
        await desk.FindOpenAsync(Kind, key, cancellationToken) is { ValidFrom: { } from } waiting ? new(waiting.Id, from, waiting.RequestedBy, waiting.Notes) : null;

    public async Task<bool> TakeBackAsync(Guid publication, CancellationToken cancellationToken)
    {
        if (!await MayAsync()) return false;
        try
        {
            await desk.WithdrawAsync(publication, await ActorAsync(), cancellationToken);
            return true;
        }
        catch (PublicationRefusedException)
        {
            return false;
        }
    }

    public async Task<long> UnderWayAsync(string key, CancellationToken cancellationToken) =>
        (await instances.CountsAsync(cancellationToken)).Where(count => count.DefinitionKey == key && count.Status is not (InstanceStatus.Finished or InstanceStatus.Cancelled)).Sum(count => count.Count);

    public Task<IReadOnlyList<SharedStart>> AlsoStartedAsync(string key, string content, CancellationToken cancellationToken) => starts.OfAsync(key, content, cancellationToken);

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

    private async Task<Actor> ActorAsync() => (await authentication.GetAuthenticationStateAsync()).User.Actor();
}
