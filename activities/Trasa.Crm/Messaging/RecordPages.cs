using Trasa.Crm.Records;

namespace Trasa.Crm.Messaging;

/// <summary>Where links in messages lead when they are about a record, from the root of the installation.</summary>
internal static class RecordPages
{
    public static string Of(RecordReference about) => about.Type == "case" ? $"cases/{about.Id}" : $"records/{about.Type}/{about.Id}";
}
