using Trasa.Crm.Scenarios;
using Trasa.Engine.Stores;
using Trasa.Host.CommandLine;
using Trasa.Host.Hosting;
using Trasa.TestKit.Databases;

namespace Trasa.Host.Tests.CommandLine;

/// <summary>The case desk keeps every promise of its <c>cases.json</c>, on both databases.</summary>
public sealed class CaseDeskTests
{
    private static readonly string s_pack = Path.Combine(SampleOrganisation.Folder()!, "case-desk");

    public static IEnumerable<TheoryDataRow<DatabaseKind, string>> Scenarios()
    {
        var file = ScenarioFile.Parse(File.ReadAllText(Path.Combine(s_pack, "cases.json")));
        return from kind in Enum.GetValues<DatabaseKind>()
               from scenario in file.Scenarios
               select new TheoryDataRow<DatabaseKind, string>(kind, scenario.Name);
    }

    [Theory]
    [MemberData(nameof(Scenarios))]
    public async Task Scenario_passes(DatabaseKind kind, string name)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var database = await TestDatabase.NewAsync(kind, cancellationToken);
        await using var output = new StringWriter();
        string[] where = kind == DatabaseKind.Sqlite ? [] : ["--database", database.Address.Value];

        var exit = await new ScenariosCommand().RunAsync([s_pack, "--only", name, .. where], output, cancellationToken);

        Assert.True(exit == 0, output.ToString());
        Assert.Contains($"passed  {name}", output.ToString(), StringComparison.Ordinal);
        Assert.EndsWith("1 passed, 0 failed", output.ToString().TrimEnd(), StringComparison.Ordinal);
    }
}
