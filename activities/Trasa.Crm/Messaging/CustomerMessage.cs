using Trasa.Crm.Records;

namespace Trasa.Crm.Messaging;

/// <summary>Something to be said to the customer of a record.</summary>
/// <param name="About">The record: a case, a claim, a contact, anything that has a contact or an address.</param>
/// <param name="Template">Key of the template, without the language.</param>
/// <param name="Extra">What the template may name beside the record and its customer.</param>
/// <param name="Files">Attachment records to send along.</param>
public sealed record CustomerMessage(RecordReference About, string Template, IReadOnlyDictionary<string, object?> Extra, IReadOnlyList<Guid> Files)
{
    public CustomerMessage(RecordReference about, string template)
        : this(about, template, new Dictionary<string, object?>(), [])
    {
    }
}
