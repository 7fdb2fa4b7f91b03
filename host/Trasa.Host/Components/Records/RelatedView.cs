using Trasa.Crm.Metadata;
using Trasa.Crm.Records;

namespace Trasa.Host.Components.Records;

/// <summary>Records of another type that name the one on the page.</summary>
public sealed record RelatedView(string Label, string Field, RecordType Type, RecordPage Page, int Columns)
{
    /// <summary>Whether the list is made of parts of the record that are edited there, e.g. the lines of a quote.</summary>
    public bool IsParts => Type.BelongsTo.Contains(Field) && !Type[Field].IsOpenReference;
}
