using System.Text.Json;
using Trasa.Crm.Metadata;

namespace Trasa.Crm.PublicForms;

/// <summary>
/// A form for everybody, without signing in: on a page of its own and inside other pages. What is sent is kept as a
/// message and raises <c>form.KEY.submitted</c>.
/// </summary>
public sealed record PublicForm
{
    /// <summary>In its address, <c>/forms/KEY</c>, and its event.</summary>
    public required string Key { get; init; }

    public required string Title { get; init; }

    public string? Description { get; init; }

    /// <summary>The language of its texts, e.g. <c>en</c>.</summary>
    public string Language { get; init; } = "en";

    /// <summary>What is asked, declared as the fields of record types are. A required boolean has to be ticked.</summary>
    public required IReadOnlyList<RecordField> Fields { get; init; }

    /// <summary>On the button.</summary>
    public string Submit { get; init; } = "Send";

    /// <summary>What is said when it was sent.</summary>
    public string Thanks { get; init; } = "Thank you. We have your message and will come back to you.";

    /// <summary>Reads one file.</summary>
    /// <exception cref="JsonException">The text is no form; the message says what would be right.</exception>
    public static PublicForm Parse(string json) =>
        JsonSerializer.Deserialize<PublicForm>(json, RecordTypeReader.Options) ?? throw new JsonException("The file holds null.");

    /// <summary>The first field of the type, e.g. the sender's address.</summary>
    public RecordField? First(FieldType type)
    {
        foreach (var field in Fields)
            if (field.Type == type) return field;
        return null;
    }
}
