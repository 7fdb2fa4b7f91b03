using Trasa.Engine.Bookmarks;
using Trasa.Engine.Definitions;
using Trasa.Engine.Doors;
using Trasa.Engine.Stimuli;
using Trasa.Engine.Storage.Stimuli;
using Trasa.Engine.Stores;
using Trasa.Engine.Values;

namespace Trasa.Engine.Storage.Definitions;

/// <summary>The next tick of every schedule that starts a workflow, as a stimulus that is due then. Publishing replaces them.</summary>
internal static class ScheduleRows
{
    /// <summary>A schedule that stays the same keeps its phase: whoever publishes every day does not put off what runs every other day.</summary>
    public static async Task ReplaceAsync(
        IUnitOfWork work, DefinitionVersion definition, IReadOnlyList<WorkflowTrigger> triggers, IIdentifiers identifiers, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var schedules = triggers.Where(trigger => trigger.Kind == BookmarkKinds.Schedule).ToList();
        var ticking = await work.Command("select id, activity_id, payload from stimulus where kind = 'Tick' and name = @key", ("key", definition.Key))
            .QueryAsync(row => (Id: row.GetGuid(0), Activity: row.GetString(1), Payload: row.GetString(2)), cancellationToken).ConfigureAwait(false);
        foreach (var (id, activity, payload) in ticking)
        {
            var stays = schedules.RemoveAll(trigger => trigger.ActivityId == activity && JsonValues.Write(trigger.Name) == payload) > 0;
            await work.Command(
                stays ? "update stimulus set version = @version where id = @id" : "delete from stimulus where id = @id",
                ("id", id), ("version", definition.Version)).ExecuteAsync(cancellationToken).ConfigureAwait(false);
        }

        var ticks = schedules.Select(trigger => First(trigger, definition, identifiers, now)).OfType<Stimulus>().Select(tick => new Stored<Stimulus>(tick, now)).ToList();
        if (ticks.Count > 0) await StimulusRows.Insert.ExecuteAsync(work, ticks, cancellationToken).ConfigureAwait(false);
    }

    public static async Task<bool> TickAsync(IDatabase database, Stimulus tick, Stimulus start, Stimulus? next, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var work = await database.BeginAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = work.ConfigureAwait(false);
        var taken = await work.Command("delete from stimulus where id = @id", ("id", tick.Id)).ExecuteAsync(cancellationToken).ConfigureAwait(false) == 1;
        var isCurrent = taken && await IsCurrentAsync(work, tick, cancellationToken).ConfigureAwait(false);
        if (isCurrent)
        {
            Stored<Stimulus>[] rows = next is null ? [new(start, now)] : [new(start, now), new(next, now)];
            await StimulusRows.Insert.ExecuteAsync(work, rows, cancellationToken).ConfigureAwait(false);
        }

        await work.CommitAsync(cancellationToken).ConfigureAwait(false);
        return isCurrent;
    }

    /// <summary>A tick that was on its way while another version was published belongs to nobody.</summary>
    private static async Task<bool> IsCurrentAsync(IUnitOfWork work, Stimulus tick, CancellationToken cancellationToken)
    {
        var rows = await work.Command(
            "select 1 from workflow_trigger where definition_key = @key and activity_id = @activity and definition_version = @version and kind = @kind",
            ("key", tick.Name), ("activity", tick.ActivityId), ("version", tick.Version), ("kind", BookmarkKinds.Schedule))
            .QueryAsync(row => row.GetInt32(0), cancellationToken).ConfigureAwait(false);
        return rows.Count > 0;
    }

    private static Stimulus? First(WorkflowTrigger trigger, DefinitionVersion definition, IIdentifiers identifiers, DateTimeOffset now) =>
        StartSchedule.TryParse(trigger.Name, out var schedule, out _) && schedule.Next(now, now) is { } due
            ? new(identifiers.Next(), StimulusKind.Tick, definition.Key, null, null, null, JsonValues.Write(trigger.Name), due, ActivityId: trigger.ActivityId, Version: definition.Version)
            : null;
}
