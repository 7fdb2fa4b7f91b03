using System.Text.Json;

namespace Trasa.Activities.People;

internal static class WorkItemJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);
}
