using Trasa.Decisions.Conformance;

namespace Trasa.Decisions.Tests.Conformance;

/// <summary>The public DMN TCK lies next to the repository, not in it; where it is absent this is skipped and says so.</summary>
public sealed class DmnTckTests
{
    [Fact]
    public void All_counted_cases_pass()
    {
        var cases = Find();
        Assert.SkipWhen(cases is null, "The DMN TCK is not there (../shared/conformance/dmn-tck).");

        var report = ConformanceRun.Run(cases!, TestContext.Current.CancellationToken);

        Assert.True(report.Counted.All(outcome => outcome.Passed), report.Summary);
    }

    private static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (!File.Exists(Path.Combine(folder.FullName, "Trasa.slnx"))) continue;
            var cases = Path.Combine(folder.FullName, "..", "shared", "conformance", "dmn-tck");
            return Directory.Exists(cases) ? cases : null;
        }
        return null;
    }
}
