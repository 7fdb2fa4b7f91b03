using System.Collections.Concurrent;
using Trasa.Crm.Metadata;

namespace Trasa.Crm.Records;

/// <summary>The tables of the types in force, prepared once per declaration.</summary>
internal sealed class RecordTables(IRecordTypes types, TimeProvider time)
{
    private readonly ConcurrentDictionary<RecordType, RecordTable> _tables = new(ReferenceEqualityComparer.Instance);

    public IRecordTypes Types => types;

    /// <exception cref="UnknownRecordTypeException">There is no such type.</exception>
    public RecordTable this[string type]
    {
        get
        {
            // Declarations that were replaced at run time would gather here.
            if (_tables.Count > 1000) _tables.Clear();
            return _tables.GetOrAdd(types.Current[type], static (declared, clock) => new(declared, clock), time);
        }
    }
}
