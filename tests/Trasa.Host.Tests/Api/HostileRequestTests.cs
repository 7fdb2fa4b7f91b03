using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Trasa.Host.Identity;

namespace Trasa.Host.Tests.Api;

/// <summary>What no client means to send, to every operation that the OpenAPI document names: each is answered as the document says, and told what is wrong.</summary>
public sealed class HostileRequestTests(RunningHost host)
{
    private static readonly string[] s_bodies = ["", "null", "{", "[]", "{}", "5", """{"text":5,"user":"nobody","outcome":{},"login":[],"key":null}"""];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_that_is_sent_is_an_error_of_ours()
    {
        using var client = await host.WithKeyAsync("maria.ionescu", ApiKey.AllScopes, Stop);
        var operations = await DescribedOperation.AllAsync(client, Stop);
        List<string> faults = [];

        foreach (var operation in operations)
            foreach (var body in operation.Method == HttpMethod.Get ? [""] : s_bodies)
                if (await FaultAsync(client, operation, body) is { } fault) faults.Add(fault);

        Assert.Empty(faults);
        Assert.True(operations.Count > 90, $"The document names {operations.Count} operations.");
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

    private static async Task<string?> FaultAsync(HttpClient client, DescribedOperation operation, string body)
    {
        using var content = operation.Method == HttpMethod.Get ? null : Json(body);
        using var request = new HttpRequestMessage(operation.Method, operation.Address) { Content = content };
        using var answer = await client.SendAsync(request, Stop);
        var isSilent = answer.StatusCode == HttpStatusCode.BadRequest && await DetailAsync(answer) == "";
        if (operation.Lists(answer.StatusCode) && (int)answer.StatusCode < 500 && !isSilent) return null;
        return $"{operation} with '{body}': {(int)answer.StatusCode}{(isSilent ? " without a word" : "")}";
    }

    private static async Task<string> DetailAsync(HttpResponseMessage answer) =>
        JsonNode.Parse(await answer.Content.ReadAsStringAsync(Stop)) is JsonObject problem ? problem["detail"]?.GetValue<string>() ?? problem["errors"]?.ToJsonString() ?? "" : "";

    private static StringContent Json(string body) => new(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
}
