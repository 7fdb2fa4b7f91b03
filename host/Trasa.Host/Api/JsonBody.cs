using System.Text.Json;
using Trasa.Crm.Records;

namespace Trasa.Host.Api;

/// <summary>Bodies whose members are not known beforehand: fields, variables, inputs.</summary>
internal static class JsonBody
{
    /// <param name="body">What came; nothing at all when the request had no body.</param>
    /// <param name="what">What the members are, for the answer to a body that is no object.</param>
    public static IReadOnlyDictionary<string, object?> Members(JsonElement body, string what) =>
        body.ValueKind == JsonValueKind.Object && RecordJson.Read(body) is IReadOnlyDictionary<string, object?> members
            ? members
            : throw new BadRequestException($"The body is a JSON object with {what}.");
}
