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
        await using var services = new ServiceCollection().AddTrasaEngine().AddControlActivities().BuildServiceProvider();
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

    private static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (Path.Combine(folder.FullName, "shared", "conformance", "elsa") is var path && Directory.Exists(path)) return path;
        return null;
    }
}
