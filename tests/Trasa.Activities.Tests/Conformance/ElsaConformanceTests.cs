using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Trasa.Activities.Conformance;
using Trasa.Engine;

namespace Trasa.Activities.Tests.Conformance;

/// <summary>The yardstick lies beside the repository; where it is absent the test says so.</summary>
public sealed class ElsaConformanceTests
{
    private static readonly string? Folder = Find();

    [Fact]
    public async Task Every_definition_does_what_Elsa_did()
    {
        Assert.SkipWhen(Folder is null, "There is no shared/conformance/elsa beside the repository.");
        await using var services = new ServiceCollection().AddTrasaEngine().AddStandaloneActivities().BuildServiceProvider();
        var conformance = ActivatorUtilities.CreateInstance<ElsaConformance>(services);

        var differences = new List<string>();
        foreach (var line in await File.ReadAllLinesAsync(Path.Combine(Folder!, "expected.jsonl"), TestContext.Current.CancellationToken))
        {
            var expected = (JsonObject)JsonNode.Parse(line)!;
            var path = Path.Combine(Folder!, expected["file"]!.ToString());
            var result = await conformance.RunAsync(path, await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken), expected, TestContext.Current.CancellationToken);
            differences.AddRange(result.Differences.Select(difference => $"{Path.GetFileName(path)}: {difference}"));
        }

        Assert.Empty(differences);
    }

    /// <summary>Nothing leaves, and who waits for an answer is told that nobody is there.</summary>
    [Fact]
    public async Task Endpoints_and_requests_run_behind_the_closed_door()
    {
        const string Text = """
            {"definitionId":"http","version":1,"root":{"id":"root","type":"Elsa.Flowchart","version":1,"activities":[
              {"id":"in","type":"Elsa.HttpEndpoint","path":{"typeName":"String","expression":{"type":"Literal","value":"orders"}},"customProperties":{"canStartWorkflow":true}},
              {"id":"send","type":"Elsa.FlowSendHttpRequest","url":{"typeName":"Uri","expression":{"type":"Literal","value":"https://example.org/"}}},
              {"id":"slots","type":"Elsa.SendHttpRequest","url":{"typeName":"Uri","expression":{"type":"Literal","value":"https://example.org/"}},"failedToConnect":{"id":"slot","type":"Elsa.WriteLine","text":"nobody"}},
              {"id":"answer","type":"Elsa.WriteHttpResponse","statusCode":{"typeName":"System.Net.HttpStatusCode, System.Net.Primitives","expression":{"type":"Literal","value":"OK"}},"content":{"typeName":"Object","expression":{"type":"Literal","value":"hi"}}},
              {"id":"never","type":"Elsa.WriteLine","text":"answered"}],
             "connections":[
              {"source":{"activity":"in","port":"Done"},"target":{"activity":"send","port":"In"}},
              {"source":{"activity":"send","port":"Failed to connect"},"target":{"activity":"slots","port":"In"}},
              {"source":{"activity":"send","port":"Done"},"target":{"activity":"never","port":"In"}},
              {"source":{"activity":"slots","port":"Done"},"target":{"activity":"answer","port":"In"}}]}}
            """;
        await using var services = new ServiceCollection().AddTrasaEngine().AddStandaloneActivities().BuildServiceProvider();
        var expected = new JsonObject { ["status"] = "Finished", ["lines"] = new JsonArray("nobody"), ["completed"] = new JsonArray("in", "send", "slots", "slot", "answer", "root", "Workflow1") };

        var result = await ActivatorUtilities.CreateInstance<ElsaConformance>(services).RunAsync("http.json", Text, expected, TestContext.Current.CancellationToken);

        Assert.Equal((true, true, true), (result.IsLoaded, result.IsRoundTrip, result.IsEqual == true));
        Assert.Empty(result.Differences);
    }

    private static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (Path.Combine(folder.FullName, "shared", "conformance", "elsa") is var path && Directory.Exists(path)) return path;
        return null;
    }
}
