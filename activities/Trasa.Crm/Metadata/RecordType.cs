using System.Text.Json.Serialization;

namespace Trasa.Crm.Metadata;

/// <summary>
/// What a record type is: from this one declaration come its table, data service, events, activities, REST resource,
/// list, form and timeline. Written as one JSON file; immutable once read.
/// </summary>
public sealed record RecordType
{
    /// <summary>camelCase, e.g. <c>case</c>, <c>savedView</c>; never changes, because references and events are made of it.</summary>
    public required string Key { get; init; }

    public required string Label { get; init; }

    public required string Plural { get; init; }

    public string? Description { get; init; }

    /// <summary>A drawing of the set that the screens have, e.g. <c>company</c>; a plain list when it has none of that name.</summary>
    public string Icon { get; init; } = "records";

    /// <summary>How records are numbered, e.g. <c>C-{yyyy}-{000000}</c>, or null. The number lands in the field <c>number</c>.</summary>
    public string? NumberFormat { get; init; }

    /// <summary>The field that names a record in lists and links.</summary>
    public required string TitleField { get; init; }

    public required IReadOnlyList<RecordField> Fields { get; init; }

    /// <summary>The states that a record passes through, or null.</summary>
    public RecordStatus? Status { get; init; }

    public IReadOnlyList<string> ListColumns { get; init; } = [];

    /// <summary>Fields that the search box looks in. A reference is searched by the title of what it refers to.</summary>
    public IReadOnlyList<string> SearchFields { get; init; } = [];

    public IReadOnlyList<RelatedList> Related { get; init; } = [];

    public IReadOnlyList<RecordRule> Rules { get; init; } = [];

    public RecordRights Rights { get; init; } = new();

    /// <summary>Fields whose change raises an event of its own, e.g. <c>case.assignee.changed</c>. The status field always does.</summary>
    public IReadOnlyList<string> ChangeEvents { get; init; } = [];

    /// <summary>Whether its list is a place in the navigation, and the search over everything looks in it.</summary>
    public bool Navigation { get; init; }

    /// <summary>Whether changes of this type raise no events at all (settings such as saved views).</summary>
    public bool Silent { get; init; }

    /// <summary>Reference fields to the records that this one is part of: its events are raised for them too, and it stands in their timelines.</summary>
    public IReadOnlyList<string> BelongsTo { get; init; } = [];

    public IReadOnlyList<RecordVerb> Verbs { get; init; } = [];

    /// <summary>The stations that a record passes, shown on its page as done, here and next; or null.</summary>
    public RecordTrack? Track { get; init; }

    /// <summary>How its records are given to people, or null when they are not.</summary>
    public AssignedWork? Work { get; init; }

    [JsonIgnore]
    public RecordField this[string name] => Find(name) ?? throw new KeyNotFoundException($"{Key} has no field '{name}'.");

    public RecordField? Find(string name)
    {
        foreach (var field in Fields)
            if (field.Name == name) return field;
        return SystemFields.Find(name);
    }
}

/// <param name="Type">The type whose records are listed.</param>
/// <param name="Field">Its reference field that points here.</param>
/// <param name="Label">The heading.</param>
/// <param name="OrderBy">A field, with a leading <c>-</c> for descending; newest first when not given.</param>
/// <param name="Take">How many are shown on the page; 8 when not given.</param>
public sealed record RelatedList(string Type, string Field, string Label, string? OrderBy = null, int? Take = null);
