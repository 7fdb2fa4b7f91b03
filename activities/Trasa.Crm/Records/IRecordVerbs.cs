using Trasa.Engine.Doors;
using Trasa.Engine.Stores;

namespace Trasa.Crm.Records;

/// <summary>The verbs that record types declare, e.g. resolve a case: one change and its event.</summary>
public interface IRecordVerbs
{
    /// <param name="work">The transaction.</param>
    /// <param name="record">What it is done to.</param>
    /// <param name="verb">The verb's key.</param>
    /// <param name="inputs">Values for the fields that the verb asks for; null when it asks for none.</param>
    /// <param name="actor">Under whose authority.</param>
    /// <param name="cancellationToken">Stops before the change.</param>
    /// <exception cref="RecordInvalidException">The verb does not fit the state of the record, or an input its field.</exception>
    Task<Record> RunAsync(IUnitOfWork work, RecordReference record, string verb, IReadOnlyDictionary<string, object?>? inputs, Actor actor, CancellationToken cancellationToken);
}
