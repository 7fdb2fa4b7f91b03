using Trasa.Crm.Forms;
using Trasa.Crm.Metadata;

namespace Trasa.Crm.PublicForms;

/// <summary>A form for everybody, as it is published now.</summary>
/// <param name="Key">In its address, <c>/forms/KEY</c>, and its event.</param>
/// <param name="Form">What it says.</param>
/// <param name="Page">What it says as a public page.</param>
/// <param name="Fields">Its fields with label, type and options. A required boolean has to be ticked.</param>
public sealed record PublicForm(string Key, TaskForm Form, PublicSide Page, IReadOnlyList<RecordField> Fields)
{
    /// <summary>The first field of the type, e.g. the sender's address.</summary>
    public RecordField? First(FieldType type) => Fields.FirstOrDefault(field => field.Type == type);
}
