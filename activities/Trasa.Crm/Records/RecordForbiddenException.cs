namespace Trasa.Crm.Records;

/// <summary>The record is there and the actor sees it, but may not do this with it.</summary>
public sealed class RecordForbiddenException(string message) : Exception(message);

/// <summary>There is no such record, or the actor may not know that there is.</summary>
public sealed class RecordNotFoundException(RecordReference reference) : Exception($"There is no {reference.Type} {reference.Id}.")
{
    public RecordReference Reference { get; } = reference;
}
