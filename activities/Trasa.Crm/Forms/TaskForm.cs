using Trasa.Crm.Metadata;

namespace Trasa.Crm.Forms;

/// <summary>What a user task asks for, or what everybody is asked on a public page: written as one JSON file of a pack, published in versions.</summary>
public sealed record TaskForm
{
    /// <summary>As shown to people.</summary>
    public required string Name { get; init; }

    /// <summary>What to know before filling it in.</summary>
    public string? Text { get; init; }

    /// <summary>Key of the record type that the task is about, when fields come from it.</summary>
    public string? Record { get; init; }

    public IReadOnlyList<FormField> Fields { get; init; } = [];

    /// <summary>Outcomes that nobody may choose without saying why.</summary>
    public IReadOnlyList<string> CommentRequired { get; init; } = [];

    /// <summary>Whether files can be attached to the task.</summary>
    public bool Files { get; init; } = true;

    /// <summary>What makes it a form for everybody, without signing in; null for forms of user tasks.</summary>
    public PublicSide? Public { get; init; }
}

/// <summary>
/// A form with this stands at <c>/forms/KEY</c> and inside other pages. What is sent is kept as a message and raises
/// <c>form.KEY.submitted</c>.
/// </summary>
public sealed record PublicSide
{
    /// <summary>The language of the form's texts, e.g. <c>en</c>.</summary>
    public string Language { get; init; } = "en";

    /// <summary>On the button; in the visitor's language when not given.</summary>
    public string? Submit { get; init; }

    /// <summary>What is said when it was sent; in the visitor's language when not given.</summary>
    public string? Thanks { get; init; }
}

/// <summary>
/// A field of a form. With <see cref="TaskForm.Record"/>, a field that names one of the record's takes label, type and options from
/// there; what it says itself goes before that.
/// </summary>
public sealed record FormField
{
    /// <summary>camelCase: how the workflow knows the value.</summary>
    public required string Name { get; init; }

    public string? Label { get; init; }

    public FieldType? Type { get; init; }

    public bool Required { get; init; }

    /// <summary>Shown, never written.</summary>
    public bool ReadOnly { get; init; }

    public IReadOnlyList<FieldOption> Options { get; init; } = [];

    public string? Help { get; init; }

    public decimal? Min { get; init; }

    public decimal? Max { get; init; }

    public int? MaxLength { get; init; }

    /// <summary>For references: the record type.</summary>
    public string? To { get; init; }

    public bool Many { get; init; }

    /// <summary>Only these roles see it; empty: whoever has the task, or as the record's field says.</summary>
    public IReadOnlyList<string> ReadRoles { get; init; } = [];

    /// <summary>Only these roles fill it in, the others look at it; empty: whoever has the task, or as the record's field says.</summary>
    public IReadOnlyList<string> WriteRoles { get; init; } = [];

    /// <summary>The outcomes that it is required for; empty: all of them.</summary>
    public IReadOnlyList<string> Outcomes { get; init; } = [];
}
