using Trasa.Decisions.Conformance;

namespace Trasa.Decisions.Tests.Conformance;

/// <summary>The public DMN TCK lies next to the repository, not in it; where it is absent this is skipped and says so.</summary>
public sealed class DmnTckTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void All_counted_cases_pass_as_they_are_read_and_as_we_write_them(bool rewritten)
    {
        var cases = Repository.Root is { } root ? Path.Combine(root, "..", "shared", "conformance", "dmn-tck") : null;
        Assert.SkipUnless(Directory.Exists(cases), "The DMN TCK is not there (../shared/conformance/dmn-tck).");

        var report = ConformanceRun.Run(cases!, rewritten, TestContext.Current.CancellationToken);

        Assert.True(report.Counted.All(outcome => outcome.Passed), report.Summary);
        Assert.All(report.Counted, outcome => Assert.True(outcome.IsExplained, $"{outcome.Directory} {outcome.Case} is an error that nobody explains."));
    }
}
