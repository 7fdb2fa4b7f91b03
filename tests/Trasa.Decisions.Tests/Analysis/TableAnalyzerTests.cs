using Trasa.Decisions.Analysis;
using Trasa.Decisions.Model;
using static Trasa.Decisions.Tests.Tables.TableText;

namespace Trasa.Decisions.Tests.Analysis;

public sealed class TableAnalyzerTests
{
    [Fact]
    public void Gap_comes_with_inputs_that_nothing_matches()
    {
        var table = Table(HitPolicy.Unique, ["amount"], ["y"], "< 10 | 1", "> 10 | 2");

        var gap = Assert.Single(TableAnalyzer.Analyze(table).Findings);

        Assert.Equal((FindingKind.Gap, "amount: 10"), (gap.Kind, gap.ExampleText));
    }

    [Theory]
    [InlineData("<= 79228162514264337593543950335", "> 79228162514264337593543950335")]
    [InlineData("< -79228162514264337593543950335", ">= -79228162514264337593543950335")]
    [InlineData("<= date(\"999999999-12-31\")", "> date(\"999999999-12-31\")")]
    [InlineData("< date(\"-999999999-01-01\")", ">= date(\"-999999999-01-01\")")]
    public void Table_may_test_for_the_last_value_that_there_is(string first, string second) =>
        Assert.All(TableAnalyzer.Analyze(Table(HitPolicy.Unique, ["x"], ["y"], $"{first} | 1", $"{second} | 2")).Findings, finding => Assert.Equal(FindingKind.Dead, finding.Kind));

    [Fact]
    public void Complete_table_has_no_findings()
    {
        var table = Table(HitPolicy.Unique, ["amount", "kind"], ["y"], "< 10; - | 1", ">= 10; \"a\" | 2", ">= 10; not(\"a\") | 3");

        Assert.Empty(TableAnalyzer.Analyze(table).Findings);
    }

    [Fact]
    public void Overlap_names_both_rules_and_an_example()
    {
        var findings = TableAnalyzer.Analyze(Table(HitPolicy.Unique, ["x"], ["y"], "<= 5 | 1", ">= 5 | 2")).Findings;

        var overlap = Assert.Single(findings);
        Assert.Equal((FindingKind.Overlap, "x: 5"), (overlap.Kind, overlap.ExampleText));
        Assert.Equal(["r1", "r2"], overlap.RuleIds);
    }

    [Fact]
    public void Any_allows_overlaps_with_equal_outputs_only()
    {
        var findings = TableAnalyzer.Analyze(Table(HitPolicy.Any, ["x"], ["y"], "<= 5 | 1", ">= 5 | 1", ">= 4 | 2")).Findings;

        Assert.Equal([FindingKind.Contradiction, FindingKind.Contradiction], findings.Select(finding => finding.Kind));
    }

    [Fact]
    public void Rule_that_several_earlier_rules_cover_together_is_shadowed()
    {
        var findings = TableAnalyzer.Analyze(Table(HitPolicy.First, ["x"], ["y"], "< 5 | 1", ">= 5 | 2", "[3..7] | 3", "[7..3] | 4")).Findings;

        Assert.Equal([(FindingKind.Dead, "r4"), (FindingKind.Shadowed, "r3")], findings.Select(finding => (finding.Kind, finding.RuleIds[0])));
    }

    [Fact]
    public void Allowed_values_are_compared_with_the_cells()
    {
        var table = Table(HitPolicy.Unique, ["kind"], ["y"], "\"a\" | 1", "\"x\" | 2", "- | 3");
        table = table with { HitPolicy = HitPolicy.First, Inputs = [table.Inputs[0] with { AllowedValues = "\"a\", \"b\"" }] };

        var findings = TableAnalyzer.Analyze(table).Findings;

        Assert.Contains(findings, finding => finding.Kind == FindingKind.ValueNotAllowed && finding.RuleIds[0] == "r2");
        Assert.Contains(findings, finding => finding.Kind == FindingKind.UnusedValue && finding.ExampleText == "kind: \"b\"");
    }

    [Fact]
    public void What_was_not_looked_at_or_listed_is_said()
    {
        var overlapping = Table(HitPolicy.Unique, ["x"], ["y"], [.. Enumerable.Range(0, 30).Select(_ => "- | 1")]);
        var computing = Table(HitPolicy.Unique, ["x"], ["y"], "limit | 1", "< 5 | 2");
        var plain = Table(HitPolicy.Unique, ["x"], ["y"], "< 5 | 1", ">= 5 | 2");

        Assert.Contains("more", Assert.Single(TableAnalyzer.Analyze(overlapping).Limits), StringComparison.Ordinal);
        Assert.StartsWith("1 rule computes", Assert.Single(TableAnalyzer.Analyze(computing).Limits), StringComparison.Ordinal);
        Assert.Empty(TableAnalyzer.Analyze(plain).Limits);
    }

    [Fact]
    public void Nothing_is_claimed_about_cells_that_compute()
    {
        var analysis = TableAnalyzer.Analyze(Table(HitPolicy.Unique, ["x"], ["y"], "> limit | 1", "> 5 | 2"));

        Assert.Empty(analysis.Findings);
        Assert.Equal(["r1"], analysis.SkippedRules);
    }

    /// <summary>Every claimed gap and overlap is tried on the running table.</summary>
    [Fact]
    public void Findings_hold_on_the_running_table()
    {
        string[] cells = ["-", "\"a\"", "not(\"a\")", "\"a\", \"b\"", "< 3", ">= 3", "[2..5]", "4"];
        var random = new Random(7);
        for (var round = 0; round < 200; round++)
        {
            var table = Table(HitPolicy.Unique, ["t", "n"], ["y"], [.. Enumerable.Range(0, 5).Select(row => $"{cells[random.Next(4)]}; {cells[random.Next(8) is var c && c is 0 or > 3 ? c : 0]} | {row}")]);
            var decision = Compile(table);
            foreach (var finding in TableAnalyzer.Analyze(table).Findings.Where(finding => finding.Example.Count == 2))
            {
                var matched = decision.Evaluate(finding.Example.ToDictionary(input => input.Key, input => (object?)input.Value)).Trace.Tables[0].Matched.Select(match => match.RuleId).ToArray();

                if (finding.Kind == FindingKind.Gap) Assert.Empty(matched);
                else Assert.Subset(matched.ToHashSet(), finding.RuleIds.ToHashSet());
            }
        }
    }
}
