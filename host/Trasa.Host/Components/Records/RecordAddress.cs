using System.Globalization;
using Trasa.Crm.Metadata;
using Trasa.Crm.Records;

namespace Trasa.Host.Components.Records;

/// <summary>Where a record has its page.</summary>
internal static class RecordAddress
{
    public static string Of(RecordReference reference) => reference.Type switch
    {
        "case" => $"/cases/{reference.Id}",
        "campaign" => $"/campaigns/{reference.Id}",
        _ => $"/records/{reference.Type}/{reference.Id}",
    };

    /// <summary>What the record is called at the head of its page.</summary>
    public static string Title(RecordType type, Record record) =>
        Convert.ToString(record[type.TitleField], CultureInfo.CurrentCulture) is { Length: > 0 } title ? type[type.TitleField].Option(title)?.Text ?? title : type.Label;

    /// <summary>Where the file of an attachment is.</summary>
    public static string File(Guid attachment) => $"/api/records/attachment/{attachment}/content";

    public static string List(string type) => type == "case" ? "/cases" : $"/records/{type}";
}
