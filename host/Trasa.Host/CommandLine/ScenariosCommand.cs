using Trasa.Activities.Deciding;
using Trasa.Activities.Definitions;
using Trasa.Activities.Expressions;
using Trasa.Activities.Packs;
using Trasa.Crm.Scenarios;
using Trasa.Decisions.Examples;
using Trasa.Engine.Doors;
using Trasa.Engine.Hosting;
using Trasa.Host.Hosting;
using Trasa.Host.Trials;

namespace Trasa.Host.CommandLine;

/// <summary>Runs a pack's <c>cases.json</c>, each scenario in a house of its own on a clock that only its steps move.</summary>
internal sealed class ScenariosCommand : ICommand
{
    public string Name => "scenarios";

    public string Usage => "PACK [--database D] [--only WORDS]";

    public string Summary => "Runs the scenarios of a process pack on the test clock; on PostgreSQL each gets a database of its own.";

    public async Task<int> RunAsync(string[] args, TextWriter output, CancellationToken cancellationToken)
    {
        var arguments = CommandArguments.Parse(args, ["database", "only"], most: 1);
        if (arguments.Words is not [var path]) throw new CommandLineException("Say which pack: a folder or zip with pack.json and cases.json.");
        try
        {
            var pack = await ProcessPack.ReadAsync(path, cancellationToken);
            var hasExamples = pack.Files.Keys.Any(file => file.EndsWith(ExampleFormat.Ending, StringComparison.Ordinal));
            List<Suite> suites = [.. Files(pack).Select(file => new Suite(path, pack, file))];
            if (suites.Count == 0 && !hasExamples) throw new CommandLineException($"{path} has neither cases.json nor examples of decisions, and none of its workflows carries scenarios.");
            return await RunAsync(pack, suites, arguments, output, cancellationToken);
        }
        catch (Exception problem) when (problem is PackInvalidException or ScenarioInvalidException)
        {
            await output.WriteLineAsync(problem.Message.AsMemory(), cancellationToken);
            return 1;
        }
    }

    /// <summary>The pack's own scenarios, and those that its workflows carry.</summary>
    private static IEnumerable<ScenarioFile> Files(ProcessPack pack)
    {
        if (pack.Files.TryGetValue("cases.json", out var cases)) yield return ScenarioFile.Parse(cases);
        foreach (var (_, content) in pack.Files.Where(file => file.Key.StartsWith("workflows/", StringComparison.Ordinal)))
            if (KeptScenarios.In(content) is { } kept) yield return kept;
    }

    private static async Task<int> RunAsync(ProcessPack pack, List<Suite> suites, CommandArguments arguments, TextWriter output, CancellationToken cancellationToken)
    {
        var (passed, failed) = await ExamplesAsync(pack, arguments["only"], output, cancellationToken);
        await using var houses = new ScenarioHouses(arguments["database"]);
        foreach (var (suite, scenario) in suites.SelectMany(suite => suite.File.Scenarios.Select(scenario => (suite, scenario))))
        {
            if (arguments["only"] is { } words && !scenario.Name.Contains(words, StringComparison.OrdinalIgnoreCase)) continue;
            await using var house = await houses.OpenAsync(suite.Start(scenario), empty => PrepareAsync(suite, empty, scenario, cancellationToken), cancellationToken);
            var result = await RunAsync(suite, scenario, house, cancellationToken);
            await output.WriteLineAsync((result.Passed ? $"passed  {scenario.Name}" : $"FAILED  {scenario.Name}\n        {result.Failure}").AsMemory(), cancellationToken);
            _ = result.Passed ? passed++ : failed++;
        }

        if (passed + failed == 0) await output.WriteLineAsync($"No scenario has '{arguments["only"]}' in its name.".AsMemory(), cancellationToken);
        await output.WriteLineAsync($"{passed} passed, {failed} failed".AsMemory(), cancellationToken);
        return failed == 0 && passed > 0 ? 0 : 1;
    }

    /// <summary>The saved examples of the decisions come first: they take no time and say most precisely what is wrong.</summary>
    private static async Task<(int Passed, int Failed)> ExamplesAsync(ProcessPack pack, string? only, TextWriter output, CancellationToken cancellationToken)
    {
        var (passed, failed) = (0, 0);
        foreach (var (file, text) in pack.Files.Where(file => file.Key.EndsWith(ExampleFormat.Ending, StringComparison.Ordinal)))
        {
            var key = Path.GetFileName(file)[..^ExampleFormat.Ending.Length];
            var run = pack.Files.TryGetValue($"decisions/{key}.dmn", out var decision) ? SavedExamples.Run(key, decision, ExampleFile.Parse(text).Examples, AuthoredFeel.Options(TimeProvider.System)) : null;
            foreach (var result in run?.Results ?? [])
            {
                var name = $"{key}: {result.Example.Name}";
                if (only is not null && !name.Contains(only, StringComparison.OrdinalIgnoreCase)) continue;
                await output.WriteLineAsync((result.Passed ? $"passed  {name}" : $"FAILED  {name}\n        {result.Failure}").AsMemory(), cancellationToken);
                _ = result.Passed ? passed++ : failed++;
            }
        }

        return (passed, failed);
    }

    /// <summary>The organisation and the packs as they stand when a scenario starts.</summary>
    private static async Task PrepareAsync(Suite suite, ScenarioHouse house, Scenario scenario, CancellationToken cancellationToken)
    {
        await using var services = Furnish(house, new(suite.Start(scenario)));
        await services.GetRequiredService<Preparation>().MigrateAsync(cancellationToken);
        var sample = services.GetRequiredService<SampleOrganisation>();
        if (suite.Pack.Manifest.Organisation is { } organisation) await sample.InstallOrganisationAsync(Path.GetFullPath(Path.Combine(suite.Path, organisation)), cancellationToken);
        await sample.InstallPackAsync(suite.Path, cancellationToken);
        await services.GetRequiredService<IWorkflowEngine>().RunDueAsync(cancellationToken);
    }

    private static async Task<ScenarioResult> RunAsync(Suite suite, Scenario scenario, ScenarioHouse house, CancellationToken cancellationToken)
    {
        var clock = new SimulatedTime(suite.Start(scenario));
        await using var services = Furnish(house, clock);
        await services.GetRequiredService<Preparation>().MigrateAsync(cancellationToken);
        var world = new ScenarioWorld(services, clock, suite.File.Zone);
        return await services.GetRequiredService<ScenarioRunner>().RunAsync(scenario, world, cancellationToken);
    }

    private static ServiceProvider Furnish(ScenarioHouse house, SimulatedTime clock) =>
        Rooms.BuildClosed(new HostSettings(house.Database) { DataFolder = house.Folder, LogFolder = null }, clock);

    private sealed record Suite(string Path, ProcessPack Pack, ScenarioFile File)
    {
        public DateTimeOffset Start(Scenario scenario) => ScenarioWorld.Instant(scenario.Start, File.Zone);
    }
}
