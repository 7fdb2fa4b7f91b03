using Trasa.Crm.ChangeLog;
using Trasa.Engine.Stores;

namespace Trasa.Crm.Records;

/// <summary>
/// What must be true the moment a record has changed, whoever changed it: it runs in the transaction of the change and
/// commits with it. What can wait for a moment is a workflow's business and listens to the events instead.
/// </summary>
public interface IRecordReaction
{
    /// <param name="work">The transaction of the change.</param>
    /// <param name="record">The record after it; as it last was when deleted.</param>
    /// <param name="change">What changed.</param>
    /// <param name="cancellationToken">Stops waiting for the database.</param>
    Task ReactAsync(IUnitOfWork work, Record record, RecordChange change, CancellationToken cancellationToken);
}

/// <summary>All reactions. They use the records themselves, so they are asked for when the first change is made.</summary>
internal sealed class RecordReactions(Func<IEnumerable<IRecordReaction>> reactions)
{
    private readonly Lazy<IReadOnlyList<IRecordReaction>> _reactions = new(() => [.. reactions()]);

    public async Task ReactAsync(IUnitOfWork work, Record record, RecordChange change, CancellationToken cancellationToken)
    {
        foreach (var reaction in _reactions.Value)
            await reaction.ReactAsync(work, record, change, cancellationToken).ConfigureAwait(false);
    }
}
