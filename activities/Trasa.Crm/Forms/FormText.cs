using System.Collections;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Trasa.Crm.Metadata;

namespace Trasa.Crm.Forms;

/// <summary>A form as text and back, for those who write forms.</summary>
public static class FormText
{
    private static readonly JsonSerializerOptions s_short = new(RecordTypeReader.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LeaveOutDefaults } },
    };

    /// <summary>The form and what is wrong with it; never throws on content.</summary>
    public static FormReading Read(string key, string content, RecordTypeSet types)
    {
        var file = TaskFormFile.Read($"{key}.json", content, types);
        return new(file.Form, file.Fields, file.Problems);
    }

    /// <summary>The form as a file says it: what is as it would be anyway is left out.</summary>
    public static string Write(TaskForm form) => JsonSerializer.Serialize(form, s_short) + "\n";

    private static void LeaveOutDefaults(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            if (type.Type == typeof(TaskForm) && property.Name == "files") property.ShouldSerialize = (_, value) => value is false;
            else if (property.PropertyType == typeof(bool)) property.ShouldSerialize = (_, value) => value is true;
            else if (property.PropertyType != typeof(string) && property.PropertyType.IsAssignableTo(typeof(IEnumerable)))
                property.ShouldSerialize = (_, value) => value is IEnumerable several && several.GetEnumerator().MoveNext();
        }
    }
}

/// <param name="Form">Null when the text cannot be read at all.</param>
/// <param name="Fields">The fields with all that they take from the record type; one that is not understood is missing.</param>
/// <param name="Problems">With the path of what they are about, e.g. <c>fields[2].type</c>.</param>
public sealed record FormReading(TaskForm? Form, IReadOnlyList<RecordField> Fields, IReadOnlyList<DeclarationProblem> Problems);
