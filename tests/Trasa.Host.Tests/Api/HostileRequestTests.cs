using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Trasa.Host.Identity;

namespace Trasa.Host.Tests.Api;

/// <summary>What no client means to send, to every operation that the OpenAPI document names: each is answered, and says what is wrong.</summary>
public sealed partial class HostileRequestTests(RunningHost host)
{
    private static readonly string[] s_bodies = ["", "null", "{", "[]", "{}", "5", """{"text":5,"user":"nobody","outcome":{},"login":[],"key":null}"""];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_that_is_sent_is_an_error_of_ours()
    {
        using var client = await host.WithKeyAsync("maria.ionescu", ApiKey.AllScopes, Stop);
        var document = JsonNode.Parse(await client.GetStringAsync("/openapi/v1.json", Stop))!;
        List<string> faults = [];
        var asked = 0;

        foreach (var (path, operations) in document["paths"]!.AsObject())
        {
            foreach (var method in operations!.AsObject().Select(operation => HttpMethod.Parse(operation.Key)))
            {
                asked++;
                foreach (var body in method == HttpMethod.Get ? [""] : s_bodies)
                    if (await FaultAsync(client, method, Concrete(path), body) is { } fault) faults.Add(fault);
            }
        }

        Assert.Empty(faults);
        Assert.True(asked > 60, $"The document names {asked} operations.");
    }

    [Theory]
    [InlineData("/api/records/case?take=abc", HttpStatusCode.BadRequest)]
    [InlineData("/api/cases/queue?team=nosuch", HttpStatusCode.NotFound)]
    [InlineData("/api/workflows/nosuch/versions", HttpStatusCode.NotFound)]
    [InlineData("/api/decisions/nosuch/versions", HttpStatusCode.NotFound)]
    [InlineData("/api/instances/00000000-0000-0000-0000-000000000001/journal", HttpStatusCode.NotFound)]
    [InlineData("/api/instances/00000000-0000-0000-0000-000000000001/incidents", HttpStatusCode.NotFound)]
    public async Task Question_that_has_no_answer_is_told_why(string path, HttpStatusCode expected)
    {
        using var client = await host.WithKeyAsync("maria.ionescu", ApiKey.AllScopes, Stop);

        using var answer = await client.GetAsync(path, Stop);

        Assert.Equal(expected, answer.StatusCode);
        Assert.NotEmpty(await DetailAsync(answer));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"login":null,"password":"x"}""")]
    [InlineData("5")]
    public async Task Stranger_without_login_and_password_is_told_what_to_send(string body)
    {
        using var nobody = host.Browser();
        using var content = Json(body);

        using var answer = await nobody.PostAsync("/api/tokens", content, Stop);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.NotEmpty(await DetailAsync(answer));
    }

    private static async Task<string?> FaultAsync(HttpClient client, HttpMethod method, string path, string body)
    {
        using var content = method == HttpMethod.Get ? null : Json(body);
        using var request = new HttpRequestMessage(method, path) { Content = content };
        using var answer = await client.SendAsync(request, Stop);
        var isSilent = answer.StatusCode == HttpStatusCode.BadRequest && await DetailAsync(answer) == "";
        return (int)answer.StatusCode >= 500 || isSilent ? $"{method} {path} with '{body}': {(int)answer.StatusCode}{(isSilent ? " without a word" : "")}" : null;
    }

    private static async Task<string> DetailAsync(HttpResponseMessage answer) =>
        JsonNode.Parse(await answer.Content.ReadAsStringAsync(Stop)) is JsonObject problem ? problem["detail"]?.GetValue<string>() ?? problem["errors"]?.ToJsonString() ?? "" : "";

    private static string Concrete(string path) => Parameter().Replace(path, match => match.Groups[1].Value switch
    {
        "type" => "case",
        "version" => "1",
        "id" or "instance" or "record" => "01890000-0000-7000-8000-000000000001",
        _ => "nosuch",
    });

    private static StringContent Json(string body) => new(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));

    [GeneratedRegex(@"\{(\w+)[^}]*\}")]
    private static partial Regex Parameter();
}
