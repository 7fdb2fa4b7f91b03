using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Trasa.Engine.Definitions;
using Trasa.Host.Identity;

namespace Trasa.Host.Tests.Api;

/// <summary>The figures of a process, for programs.</summary>
public sealed class StatisticsEndpointsTests(RunningHost host)
{
    private const string Counted = """
        { "definitionId": "counted", "name": "Counted", "version": 1, "root": { "id": "flow", "type": "Elsa.Flowchart", "activities": [
            { "id": "say", "name": "Say it", "type": "Elsa.WriteLine", "text": { "typeName": "String", "expression": { "type": "Literal", "value": "once" } } }
          ], "connections": [] } }
        """;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Instances_that_were_started_and_finished_are_counted_with_their_steps()
    {
        using var owner = await host.WithKeyAsync("maria.ionescu", ApiKey.AllScopes, Stop);
        await host.Services.GetRequiredService<IDefinitionStore>().PublishAsync(new(DefinitionKind.Workflow, "counted", "Counted", Counted), "test", null, Stop);
        for (var started = 0; started < 2; started++)
            (await owner.PostAsJsonAsync("/api/workflows/counted/start", new { }, Stop)).EnsureSuccessStatusCode().Dispose();

        var figures = (await owner.GetFromJsonAsync<JsonObject>("/api/workflows/counted/statistics?zone=Europe/Bucharest", Stop))!;
        var before = (await owner.GetFromJsonAsync<JsonObject>("/api/workflows/counted/statistics?from=2001-01-01&to=2001-01-31", Stop))!;

        Assert.Equal((2, 2, false), (figures["started"]!.GetValue<int>(), figures["finished"]!.GetValue<int>(), figures["isCut"]!.GetValue<bool>()));
        Assert.Contains(figures["paths"]!.AsArray(), path => path!["names"]!.AsArray().Any(name => name!.GetValue<string>() == "Say it"));
        Assert.Equal(0, before["started"]!.GetValue<int>());
        Assert.Null(before["cycleTime"]);
    }

    [Theory]
    [InlineData("counted-nowhere/statistics", HttpStatusCode.NotFound)]
    [InlineData("leave-request/statistics?from=2026-02-01&to=2026-01-01", HttpStatusCode.BadRequest)]
    [InlineData("leave-request/statistics?from=0001-01-01", HttpStatusCode.BadRequest)]
    [InlineData("leave-request/statistics?to=9999-12-31", HttpStatusCode.BadRequest)]
    [InlineData("leave-request/statistics?zone=Middle/Earth", HttpStatusCode.BadRequest)]
    public async Task Question_that_has_no_answer_is_refused(string path, HttpStatusCode expected)
    {
        using var owner = await host.WithKeyAsync("maria.ionescu", [ApiKey.Read], Stop);

        using var answer = await owner.GetAsync($"/api/workflows/{path}", Stop);

        Assert.Equal(expected, answer.StatusCode);
    }

    [Fact]
    public async Task Who_owns_no_processes_sees_no_figures()
    {
        using var agent = await host.WithKeyAsync("ana.popescu", [ApiKey.Read], Stop);

        using var answer = await agent.GetAsync("/api/workflows/leave-request/statistics", Stop);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }
}
