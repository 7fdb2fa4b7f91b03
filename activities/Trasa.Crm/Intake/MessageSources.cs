using Trasa.Engine.Stores;

namespace Trasa.Crm.Intake;

/// <summary>Every message as it came in, byte for byte: what quarantine shows when a later step fails because of it.</summary>
public sealed class MessageSources(IDatabase database, TimeProvider time)
{
    public Task KeepAsync(IUnitOfWork work, Guid messageId, ReadOnlyMemory<byte> raw, string source, CancellationToken cancellationToken) => work.Command(
        "insert into message_source (message_id, received_at, source, content) values (@id, @now, @source, @content)",
        ("id", messageId), ("now", time.GetUtcNow()), ("source", source), ("content", raw.ToArray())).ExecuteAsync(cancellationToken);

    /// <summary>The bytes, or null when the message did not come from outside.</summary>
    public async Task<byte[]?> FindAsync(Guid messageId, CancellationToken cancellationToken)
    {
        var connection = await database.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            return await connection.Command("select content from message_source where message_id = @id", ("id", messageId))
                .QueryFirstAsync(row => row.GetFieldValue<byte[]>(0), cancellationToken).ConfigureAwait(false);
        }
    }
}
