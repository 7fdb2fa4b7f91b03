using System.Data.Common;
using Trasa.Engine.Doors;
using Trasa.Engine.Hosting;
using Trasa.Engine.Instances;
using Trasa.Engine.Stores;
using Trasa.Engine.Values;

namespace Trasa.Activities.Events;

/// <inheritdoc cref="IOutsideTasks"/>
internal sealed class OutsideTasks(IDatabase database, IInstanceStore instances, IWorkflowEngine engine) : IOutsideTasks
{
    public async Task<IReadOnlyList<OutsideTask>> ListAsync(string? name, int skip, int take, CancellationToken cancellationToken)
    {
        var connection = await database.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = connection.ConfigureAwait(false);
        return await connection.Command(
            """
            select b.id, b.name, b.payload, b.instance_id, i.correlation_id, b.created_at
            from bookmark b join workflow_instance i on i.id = b.instance_id
            where b.kind = @kind and (cast(@name as text) is null or b.name = @name)
            order by b.created_at, b.id limit @take offset @skip
            """,
            ("kind", RunTask.Kind), ("name", name), ("take", take), ("skip", skip)).QueryAsync(Read, cancellationToken).ConfigureAwait(false);
    }

    public async Task<ResumeOutcome> CompleteAsync(Guid id, object? result, string? key, Actor actor, CancellationToken cancellationToken)
    {
        // A wait of another kind is nobody's here: a person answers a user task, and only the clock ends a timer.
        if (await instances.FindBookmarkAsync(id, cancellationToken).ConfigureAwait(false) is { Kind: not RunTask.Kind }) return ResumeOutcome.NotFound;
        return (await engine.AnswerAsync(id, result, actor, AnswerKey.Of(key, result), cancellationToken).ConfigureAwait(false)).Outcome;
    }

    private static OutsideTask Read(DbDataReader row) =>
        new(row.GetGuid(0), row.GetString(1), JsonValues.Parse(row.StringOrNull(2)), row.GetGuid(3), row.StringOrNull(4), row.Instant(5));
}
