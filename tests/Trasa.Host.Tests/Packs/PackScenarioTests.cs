using Trasa.Crm.Scenarios;
using Trasa.Engine.Stores;
using Trasa.Host.CommandLine;
using Trasa.Host.Hosting;
using Trasa.TestKit.Databases;

namespace Trasa.Host.Tests.Packs;

/// <summary>Every sample pack keeps the promises of its <c>cases.json</c>, on both databases.</summary>
public sealed class PackScenarioTests
{
    private static readonly string s_samples = SampleOrganisation.Folder()!;

    public static IEnumerable<TheoryDataRow<DatabaseKind, string, string>> Scenarios() =>
        from kind in Enum.GetValues<DatabaseKind>()
        from cases in Directory.EnumerateFiles(s_samples, "cases.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        from scenario in ScenarioFile.Parse(File.ReadAllText(cases)).Scenarios
        select new TheoryDataRow<DatabaseKind, string, string>(kind, Path.GetFileName(Path.GetDirectoryName(cases)!), scenario.Name);

    [Theory]
    [MemberData(nameof(Scenarios))]
    public async Task Scenario_passes(DatabaseKind kind, string pack, string name)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var database = await TestDatabase.NewAsync(kind, cancellationToken);
        await using var output = new StringWriter();
        string[] where = kind == DatabaseKind.Sqlite ? [] : ["--database", database.Address.Value];

        var exit = await new ScenariosCommand().RunAsync([Path.Combine(s_samples, pack), "--only", name, .. where], output, cancellationToken);

        Assert.True(exit == 0, output.ToString());
        Assert.Contains($"passed  {name}", output.ToString(), StringComparison.Ordinal);
        Assert.EndsWith("1 passed, 0 failed", output.ToString().TrimEnd(), StringComparison.Ordinal);
    }
}
