using Microsoft.Extensions.Options;
using Trasa.Engine.Bookmarks;
using Trasa.Engine.Definitions;
using Trasa.Engine.Doors;
using Trasa.Engine.Execution.Bursts;
using Trasa.Engine.Execution.Plans;
using Trasa.Engine.Hosting;
using Trasa.Engine.Instances;
using Trasa.Engine.Journal;
using Trasa.Engine.Stores;
using Trasa.Engine.Values;

namespace Trasa.Engine.Moving;

/// <inheritdoc cref="IInstanceMigration"/>
internal sealed class InstanceMigration(
    PlanCache plans, IInstanceStore instances, IInstanceQueries queries, IDefinitionStore definitions, IDatabase database, TimeProvider time,
    InstanceLocks locks, IEnumerable<IMigrationReaction> reactions, IOptions<EngineOptions> options) : IInstanceMigration
{
    private const int PageSize = 500;

    private static readonly InstanceStatus[] Open = [InstanceStatus.Suspended, InstanceStatus.Faulted, InstanceStatus.Running, InstanceStatus.OnHold];

    public MigrationMap Map(DefinitionVersion from, DefinitionVersion to, IReadOnlyDictionary<string, string>? chosen = null)
    {
        var (old, plan) = (plans.Get(from), plans.Get(to));
        var map = new NodeMap(old, plan, chosen);
        return new(
            [.. old.Nodes.Select(node => new StepMapping(
                node.Id, node.Name, node.Type, map[node]?.Id, map[node]?.Name, map.Chosen.ContainsKey(node.Id), map.Problem(node, plan.Version)))],
            map.Problems);
    }

    // All of them are listed before the first is moved, because what is moved leaves the list.
    public async Task<IReadOnlyList<Guid>> OpenAsync(MigrationRequest request, CancellationToken cancellationToken)
    {
        var ids = new List<Guid>();
        foreach (var status in Open)
        {
            for (var skip = 0; ; skip += PageSize)
            {
                var page = await queries.SearchAsync(new(request.DefinitionKey, request.FromVersion, status), skip, PageSize, cancellationToken).ConfigureAwait(false);
                ids.AddRange(page.Items.Select(instance => instance.Id));
                if (page.Items.Count < PageSize) break;
            }
        }

        return [.. ids.Distinct()];
    }

    public Task<MigrationReport> DryRunAsync(MigrationRequest request, CancellationToken cancellationToken) =>
        EachAsync(request, async (id, ways) => await instances.LoadAsync(id, cancellationToken).ConfigureAwait(false) is { } stored
            ? Consequence(stored, Try(stored, ways), await instances.BookmarksAsync(id, cancellationToken).ConfigureAwait(false))
            : Gone(id), cancellationToken);

    public Task<MigrationReport> RunAsync(MigrationRequest request, Actor actor, CancellationToken cancellationToken) =>
        EachAsync(request, (id, ways) => MoveAsync(id, ways, request.Note, actor, cancellationToken), cancellationToken);

    private async Task<MigrationReport> EachAsync(MigrationRequest request, Func<Guid, Ways, Task<InstanceConsequence>> look, CancellationToken cancellationToken)
    {
        var ways = await WaysAsync(request, cancellationToken).ConfigureAwait(false);
        var ids = request.Instances ?? await OpenAsync(request, cancellationToken).ConfigureAwait(false);
        var consequences = new List<InstanceConsequence>(ids.Count);
        foreach (var id in ids)
        {
            cancellationToken.ThrowIfCancellationRequested();
            consequences.Add(await look(id, ways).ConfigureAwait(false));
        }

        return new(consequences);
    }

    private async Task<Ways> WaysAsync(MigrationRequest request, CancellationToken cancellationToken)
    {
        var (from, to) = (plans.Get(await FindAsync(request.FromVersion).ConfigureAwait(false)), plans.Get(await FindAsync(request.ToVersion).ConfigureAwait(false)));
        return new(from, to, new(from, to, request.Chosen));

        async Task<DefinitionVersion> FindAsync(int version) =>
            await definitions.FindAsync(DefinitionKind.Workflow, request.DefinitionKey, version, cancellationToken).ConfigureAwait(false)
            ?? throw new DefinitionNotFoundException(DefinitionKind.Workflow, request.DefinitionKey, version);
    }

    /// <summary>When another burst came in between, the instance is looked at again: it may stand somewhere else now.</summary>
    private async Task<InstanceConsequence> MoveAsync(Guid id, Ways ways, string? note, Actor actor, CancellationToken cancellationToken)
    {
        using var turn = await locks.TakeAsync(id, cancellationToken).ConfigureAwait(false);
        while (true)
        {
            if (await instances.LoadAsync(id, cancellationToken).ConfigureAwait(false) is not { } stored) return Gone(id);
            var migration = Try(stored, ways);
            var consequence = Consequence(stored, migration, await instances.BookmarksAsync(id, cancellationToken).ConfigureAwait(false));
            if (migration is null || consequence.Outcome == MigrationOutcome.Cannot) return consequence;
            var outcome = await database.TryAsync(() => CommitAsync(stored, migration, ways, note, actor, cancellationToken), cancellationToken).ConfigureAwait(false);
            if (outcome == CommitOutcome.Committed) return consequence;
        }
    }

    private StateMigration? Try(StoredInstance stored, Ways ways)
    {
        if (stored.DefinitionKey != ways.From.Key || stored.DefinitionVersion != ways.From.Version || !Open.Contains(stored.Status)) return null;
        var doors = BurstExecutor.NoDoors with { Now = time.GetUtcNow() };
        return StateMigration.Apply(StoredState.Load(ways.From, stored, doors), ways.To, ways.Map, doors);
    }

    private static InstanceConsequence Gone(Guid id) => new(id, null, null, MigrationOutcome.Cannot, [], ["There is no such instance."], []);

    private static InstanceConsequence Consequence(StoredInstance stored, StateMigration? migration, IReadOnlyList<Bookmark> bookmarks)
    {
        if (migration is null)
        {
            var why = $"It runs '{stored.DefinitionKey}' version {stored.DefinitionVersion} and is {stored.Status}.";
            return new(stored.Id, stored.Name, stored.CorrelationId, MigrationOutcome.Cannot, [], [why], []);
        }

        if (migration.Reasons.Count > 0) return new(stored.Id, stored.Name, stored.CorrelationId, MigrationOutcome.Cannot, [], migration.Reasons, []);
        var steps = migration.Moves.SelectMany(move => Steps(move.From, move.To, bookmarks)).ToList();
        var outcome = steps.Any(step => step.From != step.To) ? MigrationOutcome.Moves : MigrationOutcome.Continues;
        return new(stored.Id, stored.Name, stored.CorrelationId, outcome, steps, [], migration.Notes);
    }

    private static IEnumerable<StepMove> Steps(ActivityRun from, ActivityRun to, IReadOnlyList<Bookmark> bookmarks)
    {
        var waits = from.Instance.Waits.Where(wait => wait.Run == from).Select(wait => bookmarks.FirstOrDefault(bookmark => bookmark.Id == wait.Id)).OfType<Bookmark>().ToList();
        if (waits.Count == 0 && !from.Node.IsContainer) yield return Step("", null);
        foreach (var bookmark in waits) yield return Step($"{bookmark.Kind} {bookmark.Name}".TrimEnd(), bookmark.Due);

        StepMove Step(string waitsFor, DateTimeOffset? due) => new(from.Node.Id, from.Node.Name, to.Node.Id, to.Node.Name, waitsFor, due);
    }

    private async Task<CommitOutcome> CommitAsync(StoredInstance stored, StateMigration migration, Ways ways, string? note, Actor actor, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var result = migration.Result;
        var entry = new JournalEntry(stored.Id, result.Log.Sequence + 1, now, JournalEvents.Migrated, null, null, null, actor == Actor.System ? null : actor.Name, JsonValues.Write(new Dictionary<string, object?>
        {
            ["from"] = ways.From.Version,
            ["to"] = ways.To.Version,
            ["steps"] = migration.Moves.Where(move => move.From.Node.Id != move.To.Node.Id).Select(move => $"{move.From.Node.Id} -> {move.To.Node.Id}").ToList(),
            ["notes"] = migration.Notes,
            ["note"] = note,
        }));
        result.Log.Add(JournalEvents.Migrated, null, null, null);
        var after = stored with { DefinitionVersion = ways.To.Version, State = StoredState.Save(result, options.Value), Revision = stored.Revision + 1, UpdatedAt = now };
        var commit = new BurstCommit(after, null, null, migration.Dropped, [], [entry], [], [], []);
        var moved = result.Waits.Join(migration.Moves, wait => wait.Run, move => move.To, (wait, move) => (wait.Id, move)).Where(pair => pair.move.From.Node.Id != pair.move.To.Node.Id)
            .ToDictionary(pair => pair.Id, pair => pair.move.To.Node.Id);

        var work = await database.BeginAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = work.ConfigureAwait(false);
        var outcome = await instances.WriteAsync(work, commit, cancellationToken).ConfigureAwait(false);
        if (outcome != CommitOutcome.Committed) return outcome;
        await instances.MoveBookmarksAsync(work, moved, cancellationToken).ConfigureAwait(false);
        foreach (var reaction in reactions) await reaction.MovedAsync(work, stored.Id, moved, cancellationToken).ConfigureAwait(false);
        await work.CommitAsync(cancellationToken).ConfigureAwait(false);
        return outcome;
    }

    private sealed record Ways(WorkflowPlan From, WorkflowPlan To, NodeMap Map);
}
