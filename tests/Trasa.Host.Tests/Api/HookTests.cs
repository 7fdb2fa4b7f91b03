using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Trasa.Engine.Definitions;
using Trasa.Host.Identity;

namespace Trasa.Host.Tests.Api;

/// <summary>Requests to workflows through the real host.</summary>
public sealed class HookTests(RunningHost host)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Anybody_reaches_an_open_endpoint_and_gets_what_the_workflow_writes()
    {
        await PublishAsync("hook-open", "\"path\": \"open/{name}\", \"supportedMethods\": [\"POST\"]");
        using var caller = host.Browser();

        using var answer = await caller.PostAsync("/hooks/open/ana", new StringContent("{\"n\": 1}", Encoding.UTF8, "application/json"), Stop);

        Assert.Equal((HttpStatusCode.Accepted, "it came"), (answer.StatusCode, await answer.Content.ReadAsStringAsync(Stop)));
        Assert.Contains("sandbox", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        using var wrongMethod = await caller.GetAsync("/hooks/open/ana", Stop);
        using var nothing = await caller.GetAsync("/hooks/nobody", Stop);
        Assert.Equal((HttpStatusCode.MethodNotAllowed, HttpStatusCode.NotFound), (wrongMethod.StatusCode, nothing.StatusCode));
        Assert.Equal("application/problem+json", nothing.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Guarded_endpoint_asks_who_it_is_and_whether_they_may()
    {
        await PublishAsync("hook-guarded", "\"path\": \"guarded\", \"supportedMethods\": [\"POST\"], \"authorize\": true, \"policy\": \"Administration\"");
        using var nobody = host.Browser();
        using var supervisor = await host.WithKeyAsync("maria.ionescu", [ApiKey.Read, ApiKey.Write], Stop);

        using var unknown = await nobody.PostAsync("/hooks/guarded", null, Stop);
        using var forbidden = await supervisor.PostAsync("/hooks/guarded", null, Stop);

        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.Forbidden), (unknown.StatusCode, forbidden.StatusCode));
    }

    [Fact]
    public async Task Request_over_the_limit_never_reaches_the_workflow()
    {
        await PublishAsync("hook-small", "\"path\": \"small\", \"supportedMethods\": [\"POST\"], \"requestSizeLimit\": 1000, \"blockedFileExtensions\": [\".exe\"]");
        using var caller = host.Browser();
        using var form = new MultipartFormDataContent { { new ByteArrayContent([1, 2, 3]), "file", "tool.exe" } };

        using var large = await caller.PostAsync("/hooks/small", new StringContent(new string('x', 2_000)), Stop);
        using var file = await caller.PostAsync("/hooks/small", form, Stop);

        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, HttpStatusCode.UnsupportedMediaType), (large.StatusCode, file.StatusCode));
        Assert.True(large.Headers.ConnectionClose, "The rest of the body is not read, so that the caller must not send anything behind it.");
    }

    private Task<DefinitionVersion> PublishAsync(string key, string endpoint) => host.Services.GetRequiredService<IDefinitionStore>().PublishAsync(
        new(DefinitionKind.Workflow, key, key,
            $$"""
            {"definitionId": "{{key}}", "root": {"id": "s", "type": "Elsa.Sequence", "activities": [
                {"id": "in", "type": "Elsa.HttpEndpoint", "customProperties": { "canStartWorkflow": true }, {{endpoint}} },
                {"id": "out", "type": "Elsa.WriteHttpResponse", "statusCode": 202, "content": "it came" } ] } }
            """),
        "test", null, Stop);
}
