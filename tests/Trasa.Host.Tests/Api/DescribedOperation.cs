using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Trasa.Host.Tests.Api;

/// <summary>An operation that the OpenAPI document names.</summary>
/// <param name="Method">Its method.</param>
/// <param name="Path">Its path, with parameters.</param>
/// <param name="Responses">What it answers, by status.</param>
internal sealed partial record DescribedOperation(HttpMethod Method, string Path, JsonObject Responses)
{
    /// <summary>The path with something in the place of each parameter; it leads nowhere, where a parameter can.</summary>
    public string Address => Parameter().Replace(Path, match => match.Groups[1].Value switch
    {
        "type" => "case",
        "version" => "1",
        "id" or "instance" or "record" => "01890000-0000-7000-8000-000000000001",
        _ => "nosuch",
    });

    public static async Task<IReadOnlyList<DescribedOperation>> AllAsync(HttpClient client, CancellationToken cancellationToken)
    {
        var document = JsonNode.Parse(await client.GetStringAsync("/openapi/v1.json", cancellationToken))!;
        return
        [
            .. from path in document["paths"]!.AsObject()
               from operation in path.Value!.AsObject()
               select new DescribedOperation(HttpMethod.Parse(operation.Key), path.Key, operation.Value!["responses"]!.AsObject()),
        ];
    }

    public bool Lists(HttpStatusCode status) => Responses.ContainsKey(((int)status).ToString(CultureInfo.InvariantCulture));

    public override string ToString() => $"{Method} {Path}";

    [GeneratedRegex(@"\{(\w+)[^}]*\}")]
    private static partial Regex Parameter();
}
