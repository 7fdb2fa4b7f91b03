using Trasa.Engine.Stores;
using Trasa.Host.CommandLine.Torture;
using Trasa.TestKit.Databases;

namespace Trasa.Host.Tests.CommandLine;

/// <summary>A short torture in every run of the tests; <c>./trasa torture</c> does it for as long as one likes.</summary>
public sealed class TortureTests
{
    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task Killed_hosts_lose_double_and_strand_nothing(DatabaseKind kind)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var database = await TestDatabase.NewAsync(kind, cancellationToken);
        var address = kind == DatabaseKind.Sqlite ? "sqlite:" + database.Address.Value : database.Address.Value;
        await using var output = new StringWriter();

        var exit = await TortureCommand.RunAsync(["--minutes", "0.2", "--database", address], output, cancellationToken);

        Assert.True(exit == 0, output.ToString());
        Assert.Contains("lost 0, doubled 0, stuck 0", output.ToString(), StringComparison.Ordinal);
    }
}
