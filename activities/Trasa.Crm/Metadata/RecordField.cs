using System.Text.Json;
using System.Text.Json.Serialization;

namespace Trasa.Crm.Metadata;

/// <summary>One field of a record type; one column of its table.</summary>
public sealed record RecordField
{
    /// <summary>camelCase.</summary>
    public required string Name { get; init; }

    public required string Label { get; init; }

    public required FieldType Type { get; init; }

    public bool Required { get; init; }

    /// <summary>Whether no two records may have the same value; text is compared without regard to case.</summary>
    public bool Unique { get; init; }

    /// <summary>Whether the column gets an index. References, users, the status and unique fields always do.</summary>
    public bool Indexed { get; init; }

    /// <summary>The value of a new record: a literal, or <c>$now</c>, <c>$today</c>, <c>$me</c>.</summary>
    public JsonElement? Default { get; init; }

    public IReadOnlyList<FieldOption> Options { get; init; } = [];

    public string? Help { get; init; }

    /// <summary>In characters; when not given, 400 for text and 1,000,000 for long text and JSON.</summary>
    public int? MaxLength { get; init; }

    public decimal? Min { get; init; }

    public decimal? Max { get; init; }

    /// <summary>Written by processes and the system, not typed by people.</summary>
    public bool ReadOnly { get; init; }

    /// <summary>Typed where a verb asks for it, and not in the form of the record.</summary>
    public bool AskedByVerb { get; init; }

    /// <summary>A FEEL expression over the other fields; the value is computed whenever the record is written.</summary>
    public string? Formula { get; init; }

    /// <summary>What is added up or listed from the records that belong to this one, e.g. the lines of a quote; written whenever one of them changes.</summary>
    public RollUp? RollUp { get; init; }

    /// <summary>For references: the key of the type referred to, or <c>*</c> for a record of any type (then the value is text, <c>type:id</c>).</summary>
    public string? To { get; init; }

    /// <summary>Whether a reference holds several.</summary>
    public bool Many { get; init; }

    /// <summary>Only these roles see it; empty: whoever sees the record.</summary>
    public IReadOnlyList<string> ReadRoles { get; init; } = [];

    /// <summary>Only these roles change it; empty: whoever may change the record.</summary>
    public IReadOnlyList<string> WriteRoles { get; init; } = [];

    /// <summary>The heading it stands under in forms.</summary>
    public string? Group { get; init; }

    /// <summary>Whether the product computes it, so that nobody writes it.</summary>
    [JsonIgnore]
    public bool IsComputed => Formula is not null || RollUp is not null;

    /// <summary>Whether the value is a list.</summary>
    [JsonIgnore]
    public bool IsList => Many || Type == FieldType.MultiChoice;

    /// <summary>Whether it refers to a record of any type.</summary>
    [JsonIgnore]
    public bool IsOpenReference => Type == FieldType.Reference && To == "*";

    /// <summary>The key of the type referred to, when it refers to one type.</summary>
    [JsonIgnore]
    public string? Target => Type switch
    {
        FieldType.User => "user",
        FieldType.Reference when To != "*" => To,
        _ => null,
    };

    public FieldOption? Option(string value)
    {
        foreach (var option in Options)
            if (option.Value == value) return option;
        return null;
    }
}

/// <param name="Of">The type of the records that belong to this one.</param>
/// <param name="By">Their reference field that points here.</param>
/// <param name="Sum">Their number field that is added up.</param>
/// <param name="List">Their text field whose values are listed, in the order of their making. Without either, the records are counted.</param>
public sealed record RollUp(string Of, string By, string? Sum = null, string? List = null);

/// <param name="Value">As stored.</param>
/// <param name="Label">As shown; the value itself when not given.</param>
/// <param name="Color">A colour word of the theme: <c>info</c>, <c>success</c>, <c>warning</c>, <c>danger</c>, <c>secondary</c>, <c>light</c>.</param>
public sealed record FieldOption(string Value, string? Label = null, string? Color = null)
{
    [JsonIgnore]
    public string Text => Label ?? Value;
}

public enum FieldType
{
    /// <summary>One line.</summary>
    Text,

    /// <summary>Several lines.</summary>
    LongText,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>A decimal number of up to 15 digits.</summary>
    Number,

    /// <summary>An amount of up to 15 digits, four of them decimals.</summary>
    Money,

    Boolean,

    Date,

    /// <summary>An instant.</summary>
    DateTime,

    /// <summary>Stored in lower case.</summary>
    Email,

    /// <summary>Stored as digits with an optional leading +.</summary>
    Phone,

    /// <summary>One of the options.</summary>
    Choice,

    /// <summary>Several of the options; without options, free tags.</summary>
    MultiChoice,

    Reference,

    User,

    Json,
}
