using System.Collections;

namespace Trasa.Activities.Mail.Mime;

/// <summary>The header fields of a message or part in their order; names compare without case.</summary>
public sealed class HeaderFields(IReadOnlyList<HeaderField> fields) : IReadOnlyList<HeaderField>
{
    public int Count => fields.Count;

    public HeaderField this[int index] => fields[index];

    /// <summary>Decoded text of the first field of that name, or null.</summary>
    public string? Text(string name) => First(name)?.Text;

    /// <summary>The first field of that name; a second Subject or From is what attackers and broken gateways add.</summary>
    public HeaderField? First(string name) => All(name).FirstOrDefault();

    public IEnumerable<HeaderField> All(string name) =>
        fields.Where(field => field.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    public bool Has(string name) => First(name) is not null;

    public IEnumerator<HeaderField> GetEnumerator() => fields.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
