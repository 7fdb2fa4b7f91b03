using Trasa.Crm.Metadata;
using Trasa.Engine.Definitions;

namespace Trasa.Crm.Forms;

/// <summary>Forms in files: <c>forms/KEY.json</c>.</summary>
internal sealed class FormFormat(IRecordTypes types) : IDefinitionFormat
{
    public DefinitionKind Kind => DefinitionKind.Form;

    public string Folder => "forms";

    public bool Reads(string fileName) => Path.GetExtension(fileName) == ".json";

    public DefinitionReading Read(string fileName, string content)
    {
        var file = TaskFormFile.Read(fileName, content, types.Current);
        var draft = file.Form is { } form ? new DefinitionDraft(Kind, Path.GetFileNameWithoutExtension(fileName), form.Name, content) : null;
        return new(draft, [.. file.Problems.Select(RecordTypeFormat.Problem)]);
    }
}
