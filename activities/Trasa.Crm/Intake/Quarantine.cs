using System.Data.Common;
using Trasa.Engine.Doors;
using Trasa.Engine.Stores;

namespace Trasa.Crm.Intake;

/// <summary>
/// Where messages that could not be taken in, or that made a step fail, are kept whole, with the reason, until somebody
/// looks at them.
/// </summary>
public sealed class Quarantine(IDatabase database, IIdentifiers identifiers, TimeProvider time)
{
    private const string Columns = "id, channel, received_at, reason, state, attempts, source, length(content), message_id, instance_id";

    /// <summary>Keeps it whole. While the very same content lies there unsettled it is that entry that is tried once more.</summary>
    public async Task<Guid> KeepAsync(string channel, ReadOnlyMemory<byte> content, string source, string reason, CancellationToken cancellationToken)
    {
        var work = await database.BeginAsync(cancellationToken).ConfigureAwait(false);
        await using (work.ConfigureAwait(false))
        {
            var bytes = content.ToArray();
            if (await SameAsync(work, bytes, source, cancellationToken).ConfigureAwait(false) is { } same) await AgainAsync(work, same, reason, cancellationToken).ConfigureAwait(false);
            else same = await AddAsync(work, channel, bytes, source, reason, cancellationToken).ConfigureAwait(false);
            await work.CommitAsync(cancellationToken).ConfigureAwait(false);
            return same;
        }
    }

    private async Task<Guid> AddAsync(IUnitOfWork work, string channel, byte[] content, string source, string reason, CancellationToken cancellationToken)
    {
        var id = identifiers.Next();
        await work.Command(
            """
            insert into quarantine (id, channel, received_at, reason, content, state, attempts, source)
            values (@id, @channel, @now, @reason, @content, 'Open', 1, @source)
            """,
            ("id", id), ("channel", channel), ("now", time.GetUtcNow()), ("reason", reason), ("content", content), ("source", source))
            .ExecuteAsync(cancellationToken).ConfigureAwait(false);
        return id;
    }

    private Task<int> AgainAsync(IUnitOfWork work, Guid id, string reason, CancellationToken cancellationToken) => work.Command(
        "update quarantine set reason = @reason, attempts = attempts + 1, last_attempt_at = @now where id = @id",
        ("id", id), ("reason", reason), ("now", time.GetUtcNow())).ExecuteAsync(cancellationToken);

    /// <summary>The unsettled entry with this content. What has no content is told apart by where it came from.</summary>
    private static async Task<Guid?> SameAsync(IUnitOfWork work, byte[] content, string source, CancellationToken cancellationToken)
    {
        var (what, value) = content.Length > 0 ? ("content = @value", (object)content) : ("source = @value", source);
        var found = await work.Command(
            $"select id from quarantine where state = 'Open' and message_id is null and length(content) = @size and {what} order by received_at limit 1",
            ("size", content.Length), ("value", value)).QueryAsync(row => row.GetGuid(0), cancellationToken).ConfigureAwait(false);
        return found is [var id] ? id : null;
    }

    /// <summary>What waits there, newest first.</summary>
    public async Task<IReadOnlyList<QuarantinedMessage>> ListAsync(bool openOnly, int take, CancellationToken cancellationToken)
    {
        var connection = await database.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            return await connection.Command(
                $"select {Columns} from quarantine {(openOnly ? "where state = 'Open'" : "")} order by received_at desc limit @take", ("take", take))
                .QueryAsync(Read, cancellationToken).ConfigureAwait(false);
        }
    }

    public async Task<QuarantinedMessage?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        var connection = await database.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
            return await connection.Command($"select {Columns} from quarantine where id = @id", ("id", id)).QueryFirstAsync(Read, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Why a message that was taken in is stuck in a later step, or null when it is not.</summary>
    public async Task<QuarantinedMessage?> OfMessageAsync(Guid messageId, CancellationToken cancellationToken)
    {
        var connection = await database.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            return await connection.Command($"select {Columns} from quarantine where message_id = @message and state = 'Open'", ("message", messageId))
                .QueryFirstAsync(Read, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The message as it came in, byte for byte.</summary>
    public async Task<byte[]?> ContentAsync(Guid id, CancellationToken cancellationToken)
    {
        var connection = await database.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            return await connection.Command("select content from quarantine where id = @id", ("id", id))
                .QueryFirstAsync(row => row.GetFieldValue<byte[]>(0), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Puts a message that made a step fail here, once; the next failure renews the reason.</summary>
    internal async Task FailedAsync(IUnitOfWork work, Guid messageId, Guid instanceId, string reason, CancellationToken cancellationToken)
    {
        (string, object?)[] parameters = [("id", identifiers.Next()), ("message", messageId), ("instance", instanceId), ("reason", reason), ("now", time.GetUtcNow())];
        var known = await work.Command(
            """
            update quarantine set state = 'Open', reason = @reason, instance_id = @instance, attempts = attempts + 1, last_attempt_at = @now, resolved_by = null
            where message_id = @message
            """,
            parameters).ExecuteAsync(cancellationToken).ConfigureAwait(false);
        if (known > 0) return;
        await work.Command(
            """
            insert into quarantine (id, channel, received_at, reason, content, state, attempts, source, message_id, instance_id)
            select @id, 'mail', received_at, @reason, content, 'Open', 1, source, message_id, @instance from message_source where message_id = @message
            """,
            parameters).ExecuteAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The instance that failed over a message goes on: the message is dealt with, unless something else is wrong there.</summary>
    internal static Task MendedAsync(IUnitOfWork work, Guid instanceId, Actor actor, CancellationToken cancellationToken) => work.Command(
        """
        update quarantine set state = 'Rerun', resolved_by = @by
        where instance_id = @instance and state = 'Open' and not exists (select 1 from incident x where x.instance_id = @instance and x.resolved_at is null)
        """,
        ("instance", instanceId), ("by", actor.Name)).ExecuteAsync(cancellationToken);

    private static QuarantinedMessage Read(DbDataReader row) => new(
        row.GetGuid(0), row.GetString(1), row.Instant(2), row.GetString(3), row.GetString(4), row.GetInt32(5), row.StringOrNull(6), row.GetInt64(7), row.GuidOrNull(8), row.GuidOrNull(9));

    /// <summary>Notes that it was run again with success, or put aside by a person.</summary>
    public async Task ResolveAsync(Guid id, string state, Actor actor, CancellationToken cancellationToken)
    {
        var work = await database.BeginAsync(cancellationToken).ConfigureAwait(false);
        await using (work.ConfigureAwait(false))
        {
            await work.Command(
                "update quarantine set state = @state, resolved_by = @by, last_attempt_at = @now, attempts = attempts + 1 where id = @id",
                ("id", id), ("state", state), ("by", actor.Name), ("now", time.GetUtcNow()))
                .ExecuteAsync(cancellationToken).ConfigureAwait(false);
            await work.CommitAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}

/// <param name="Id">Its identifier.</param>
/// <param name="Channel">How it came.</param>
/// <param name="ReceivedAt">When.</param>
/// <param name="Reason">Why it was not taken in.</param>
/// <param name="State"><c>Open</c>, <c>Rerun</c> or <c>Dismissed</c>.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="Source">A file name or the like.</param>
/// <param name="Size">In bytes.</param>
/// <param name="MessageId">The message, when it was taken in and made a step fail later.</param>
/// <param name="InstanceId">The workflow instance whose step failed.</param>
public sealed record QuarantinedMessage(
    Guid Id, string Channel, DateTimeOffset ReceivedAt, string Reason, string State, int Attempts, string? Source, long Size, Guid? MessageId, Guid? InstanceId);
