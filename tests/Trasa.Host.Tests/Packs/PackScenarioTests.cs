using Trasa.Engine.Stores;
using Trasa.Host.CommandLine;
using Trasa.Host.Hosting;
using Trasa.TestKit.Databases;

namespace Trasa.Host.Tests.Packs;

/// <summary>Every pack in the samples keeps every promise of its <c>cases.json</c>, on both databases.</summary>
public sealed class PackScenarioTests
{
    public static IEnumerable<TheoryDataRow<DatabaseKind, string>> Packs() =>
        from folder in Directory.EnumerateDirectories(SampleOrganisation.Folder()!).Order(StringComparer.Ordinal)
        where File.Exists(Path.Combine(folder, "cases.json"))
        from kind in Enum.GetValues<DatabaseKind>()
        select new TheoryDataRow<DatabaseKind, string>(kind, Path.GetFileName(folder));

    [Theory]
    [MemberData(nameof(Packs))]
    public async Task Scenarios_of_the_pack_pass(DatabaseKind kind, string pack)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var database = await TestDatabase.NewAsync(kind, cancellationToken);
        await using var output = new StringWriter();
        string[] where = kind == DatabaseKind.Sqlite ? [] : ["--database", database.Address.Value];

        var exit = await new ScenariosCommand().RunAsync([Path.Combine(SampleOrganisation.Folder()!, pack), .. where], output, cancellationToken);

        Assert.True(exit == 0, output.ToString());
        Assert.EndsWith(", 0 failed", output.ToString().TrimEnd(), StringComparison.Ordinal);
    }
}
