namespace Trasa.Crm.Metadata;

/// <summary>The fields that every record has without declaring them.</summary>
public static class SystemFields
{
    public const string Id = "id";
    public const string Revision = "revision";
    public const string CreatedAt = "createdAt";
    public const string CreatedBy = "createdBy";
    public const string ChangedAt = "changedAt";
    public const string ChangedBy = "changedBy";

    /// <summary>Stamps shown with the record; id and revision are kept beside the values.</summary>
    public static IReadOnlyList<RecordField> Stamps { get; } =
    [
        new() { Name = CreatedAt, Label = "Created", Type = FieldType.DateTime, ReadOnly = true },
        new() { Name = CreatedBy, Label = "Created by", Type = FieldType.User, ReadOnly = true },
        new() { Name = ChangedAt, Label = "Changed", Type = FieldType.DateTime, ReadOnly = true },
        new() { Name = ChangedBy, Label = "Changed by", Type = FieldType.User, ReadOnly = true },
    ];

    private static readonly Dictionary<string, RecordField> s_all = new(StringComparer.Ordinal)
    {
        [Id] = new() { Name = Id, Label = "Id", Type = FieldType.Reference, ReadOnly = true },
        [Revision] = new() { Name = Revision, Label = "Revision", Type = FieldType.Integer, ReadOnly = true },
        [CreatedAt] = Stamps[0],
        [CreatedBy] = Stamps[1],
        [ChangedAt] = Stamps[2],
        [ChangedBy] = Stamps[3],
    };

    public static RecordField? Find(string name) => s_all.GetValueOrDefault(name);

    public static bool Contains(string name) => s_all.ContainsKey(name);
}
