namespace Trasa.Crm.Records;

/// <summary>One record as it stands in the database.</summary>
/// <param name="Type">Record type key, e.g. <c>case</c>.</param>
/// <param name="Id">Its identifier.</param>
/// <param name="Revision">Counts its changes; the guard against two people overwriting each other.</param>
/// <param name="Values">
/// Field name to value: null, string, bool, decimal, <see cref="DateOnly"/>, <see cref="DateTimeOffset"/>,
/// <see cref="Guid"/> (references) or a list of these. Calculated fields are included.
/// </param>
public sealed record Record(string Type, Guid Id, long Revision, IReadOnlyDictionary<string, object?> Values)
{
    public object? this[string field] => Values.GetValueOrDefault(field);

    /// <summary>How the record is addressed by events, journals and links: <c>case:0193...</c>.</summary>
    public RecordReference Reference => new(Type, Id);

    public string? Text(string field) => this[field] as string;

    public Guid? Link(string field) => this[field] as Guid?;
}

/// <summary>Type and id; written <c>type:id</c>.</summary>
public readonly record struct RecordReference(string Type, Guid Id)
{
    public override string ToString() => $"{Type}:{Id}";

    public static bool TryParse(string? text, out RecordReference reference)
    {
        reference = default;
        if (text?.Split(':', 2) is not [{ Length: > 0 } type, var id] || !Guid.TryParse(id, out var guid)) return false;
        reference = new(type, guid);
        return true;
    }
}
