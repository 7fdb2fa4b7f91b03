using System.Text.Json;
using Trasa.Crm.Metadata;

namespace Trasa.Crm.Forms;

/// <summary>Reads a form and says, with its line, what is wrong with it.</summary>
internal sealed class TaskFormFile
{
    private readonly List<DeclarationProblem> _problems = [];
    private readonly string _file;
    private readonly JsonPlaces? _places;

    private TaskFormFile(string file, string json, RecordTypeSet types)
    {
        _file = file;
        try
        {
            Form = JsonSerializer.Deserialize<TaskForm>(json, RecordTypeReader.Options);
            if (Form is null) Add("", "the file holds null; a form is an object with a name and fields.");
            _places = new(json);
            Fields = Form is null ? [] : Check(Form, types);
            if (Form?.Public is not null) CheckPublic(Form);
        }
        catch (JsonException problem)
        {
            _problems.Add(new(file, (int)(problem.LineNumber ?? 0) + 1, "FORM-001", problem.Path?.TrimStart('$', '.') ?? "", problem.Message));
        }
    }

    public TaskForm? Form { get; }

    /// <summary>The fields with all that they take from the record type.</summary>
    public IReadOnlyList<RecordField> Fields { get; } = [];

    public IReadOnlyList<DeclarationProblem> Problems => _problems;

    public static TaskFormFile Read(string file, string json, RecordTypeSet types) => new(file, json, types);

    private List<RecordField> Check(TaskForm form, RecordTypeSet types)
    {
        var record = form.Record is { } key ? types.Find(key) : null;
        if (form.Record is { } unknown && record is null) Add("record", $"there is no record type '{unknown}'.");
        List<RecordField> fields = [];
        for (var i = 0; i < form.Fields.Count; i++)
        {
            var (path, field) = ($"fields[{i}]", form.Fields[i]);
            if (fields.Exists(other => other.Name == field.Name) || field.Name == "comment") Add(path + ".name", $"the field '{field.Name}' is there already.");
            var declared = record?.Find(field.Name);
            if ((field.Type ?? declared?.Type) is not { } type)
            {
                Add(path + ".type", $"'{field.Name}' needs a type, or must be a field of the record{(record is null ? ", which the form does not name" : $" type {record.Key}")}.");
                continue;
            }

            var merged = Merge(field, declared, type);
            if (type == FieldType.Choice && merged.Options.Count == 0) Add(path + ".options", "a choice needs options.");
            if (type == FieldType.Reference && (merged.To is null || merged.To != "*" && types.Find(merged.To) is null)) Add(path + ".to", $"there is no record type '{merged.To}'.");
            if (merged.Min > merged.Max) Add(path + ".min", $"{merged.Min} is above max {merged.Max}.");
            if (field is { ReadOnly: true, Required: true }) Add(path + ".required", "what is only shown cannot be required.");
            fields.Add(merged);
        }

        return fields;
    }

    private void CheckPublic(TaskForm form)
    {
        foreach (var (path, message) in PublicFormRules.Problems(Path.GetFileNameWithoutExtension(_file), form, Fields)) Add(path, message);
    }

    private static RecordField Merge(FormField field, RecordField? declared, FieldType type) => new()
    {
        Name = field.Name,
        Label = field.Label ?? declared?.Label ?? field.Name,
        Type = type,
        Required = field.Required,
        ReadOnly = field.ReadOnly,
        Options = field.Options.Count > 0 ? field.Options : declared?.Options ?? [],
        Help = field.Help ?? declared?.Help,
        Min = field.Min ?? declared?.Min,
        Max = field.Max ?? declared?.Max,
        MaxLength = field.MaxLength ?? declared?.MaxLength,
        To = field.To ?? declared?.To,
        Many = field.Many || declared?.Many == true,
        ReadRoles = field.ReadRoles.Count > 0 ? field.ReadRoles : declared?.ReadRoles ?? [],
        WriteRoles = field.WriteRoles.Count > 0 ? field.WriteRoles : declared?.WriteRoles ?? [],
    };

    private void Add(string path, string message) => _problems.Add(new(_file, _places?.LineOf(path) ?? 1, "FORM-002", path, message));
}
