using System.Text.Json.Nodes;
using Trasa.Activities;
using Trasa.Activities.Conformance;
using Trasa.Engine;

namespace Trasa.Host.CommandLine;

/// <summary><c>./trasa conformance elsa DIR</c></summary>
internal static class ElsaConformanceCommand
{
    /// <summary>Prints what differs and, last, <c>loaded L/T round-trip R/T ran X/Y</c>; 0 when nothing differs.</summary>
    public static async Task<int> RunAsync(string[] args, TextWriter output, CancellationToken cancellationToken)
    {
        if (args is not [var folder]) throw new CommandLineException("Say which folder: ./trasa conformance elsa DIR");
        if (!Directory.Exists(folder)) throw new CommandLineException($"There is no folder {folder}.");
        await using var services = new ServiceCollection().AddTrasaEngine().AddStandaloneActivities().BuildServiceProvider();
        var conformance = ActivatorUtilities.CreateInstance<ElsaConformance>(services);
        var cases = new List<ElsaConformanceCase>();
        foreach (var path in Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var text = await File.ReadAllTextAsync(path, cancellationToken);
            var result = await conformance.RunAsync(path, text, Expected(path), cancellationToken);
            cases.Add(result);
            foreach (var difference in result.Differences) await output.WriteLineAsync($"{path}: {difference}");
        }

        var ran = cases.Count(one => one.IsEqual is not null);
        await output.WriteLineAsync(
            $"loaded {cases.Count(one => one.IsLoaded)}/{cases.Count} round-trip {cases.Count(one => one.IsRoundTrip)}/{cases.Count} ran {cases.Count(one => one.IsEqual == true)}/{ran}");
        return cases.TrueForAll(one => one.IsLoaded && one.IsRoundTrip && one.IsEqual != false) ? 0 : 1;
    }

    /// <summary>The line of <c>expected.jsonl</c> beside the file that is about it.</summary>
    private static JsonObject? Expected(string path)
    {
        var list = Path.Combine(Path.GetDirectoryName(path)!, "expected.jsonl");
        if (!File.Exists(list)) return null;
        return File.ReadLines(list)
            .Where(line => line.Contains(Path.GetFileName(path), StringComparison.Ordinal))
            .Select(line => JsonNode.Parse(line) as JsonObject)
            .FirstOrDefault(expected => expected?["file"]?.ToString() == Path.GetFileName(path));
    }
}
