using Trasa.Activities.Definitions.References;

namespace Trasa.Crm.Metadata;

/// <summary>The record types in force.</summary>
internal sealed class RecordTypeReferences(IRecordTypes types) : IReferenceSource, IReferences
{
    public IReadOnlyList<string> Editors { get; } = ["recordType"];

    public Task<IReferences> ReadAsync(CancellationToken cancellationToken) => Task.FromResult<IReferences>(this);

    public ReferenceProblem? Check(string editor, string name) => types.Current.Find(name) is not null
        ? null
        : new($"There is no record type '{name}'; there are {string.Join(", ", types.Current.All.Select(type => type.Key).Order(StringComparer.Ordinal))}.");
}
