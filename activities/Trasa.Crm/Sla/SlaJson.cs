using System.Text.Json;
using Trasa.Engine.Calendars;

namespace Trasa.Crm.Sla;

/// <summary>Explanations of due times as they are stored: with the offset of the calendar's zone, for every language to render.</summary>
internal static class SlaJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    public static string Write(DueTime due) => JsonSerializer.Serialize(due, Options);

    public static DueTime Read(string json) => JsonSerializer.Deserialize<DueTime>(json, Options) ?? throw new InvalidOperationException("The explanation of a due time is empty.");
}
