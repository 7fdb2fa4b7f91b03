using System.Text.RegularExpressions;
using Trasa.Crm.Metadata;

namespace Trasa.Crm.Forms;

/// <summary>What a form for everybody must be beyond a form of a task: strangers know nothing of ours and want an answer.</summary>
internal static partial class PublicFormRules
{
    /// <summary>A field that people do not see: what fills it in is a program.</summary>
    public const string Trap = "website2";

    private const int MostFields = 40;

    /// <summary>What the page sends beside the fields.</summary>
    private static readonly string[] Taken = [Trap, "ticket", "page"];

    /// <summary>What a stranger can fill in without knowing anything of ours.</summary>
    private static readonly FieldType[] Askable =
        [FieldType.Text, FieldType.LongText, FieldType.Email, FieldType.Phone, FieldType.Choice, FieldType.Boolean, FieldType.Date, FieldType.Integer, FieldType.Number];

    /// <param name="key">The key of the form.</param>
    /// <param name="form">The form as it was written.</param>
    /// <param name="fields">Its fields with all that they take from the record type.</param>
    public static IEnumerable<(string Path, string Message)> Problems(string key, TaskForm form, IReadOnlyList<RecordField> fields)
    {
        if (!KeyText().IsMatch(key)) yield return ("public", $"'{key}' must be small letters, digits and hyphens; it stands in the address.");
        if (fields.Count is 0 or > MostFields) yield return ("fields", $"a form for everybody asks from 1 to {MostFields} things.");
        if (form.CommentRequired.Count > 0) yield return ("commentRequired", "strangers choose no outcome, so none can ask for a comment.");
        for (var i = 0; i < form.Fields.Count; i++)
        {
            if (fields.FirstOrDefault(field => field.Name == form.Fields[i].Name) is not { } field) continue;
            if (!Askable.Contains(field.Type)) yield return ($"fields[{i}].type", $"{field.Type} cannot be asked from strangers; there are {string.Join(", ", Askable)}.");
            if (field.ReadOnly) yield return ($"fields[{i}].readOnly", "there is nothing that a stranger could be shown.");
            if (field.ReadRoles.Count > 0 || field.WriteRoles.Count > 0) yield return ($"fields[{i}].readRoles", "strangers have no roles; leave readRoles and writeRoles out.");
            if (Taken.Contains(field.Name)) yield return ($"fields[{i}].name", $"the page itself uses '{field.Name}'.");
        }

        if (!fields.Any(field => field.Type is FieldType.Email or FieldType.Phone)) yield return ("fields", "ask for an e-mail address or a phone number, or nobody could be answered.");
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,59}$")]
    private static partial Regex KeyText();
}
