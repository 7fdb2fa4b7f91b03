using Trasa.Decisions.Model;
using Trasa.Feel;
using static Trasa.Decisions.Tests.Tables.TableText;

namespace Trasa.Decisions.Tests.Tables;

public sealed class HitPolicyTests
{
    private static readonly string[] Rules = ["> 0 | 10", "> 5 | 30", "> 5 | 20", "> 8 | 30"];

    [Theory]
    [InlineData(HitPolicy.First, 9, "10")]
    [InlineData(HitPolicy.First, 0, "null")]
    [InlineData(HitPolicy.Unique, 3, "10")]
    [InlineData(HitPolicy.RuleOrder, 9, "[10, 30, 20, 30]")]
    [InlineData(HitPolicy.RuleOrder, 0, "[]")]
    [InlineData(HitPolicy.Collect, 6, "[10, 30, 20]")]
    [InlineData(HitPolicy.Priority, 9, "30")]
    [InlineData(HitPolicy.Priority, 3, "10")]
    [InlineData(HitPolicy.OutputOrder, 9, "[30, 30, 20, 10]")]
    public void Policy_decides_between_matching_rules(HitPolicy policy, int x, string expected)
    {
        var table = Table(policy, ["x"], ["y"], Rules);
        var ranked = table with { Outputs = [table.Outputs[0] with { AllowedValues = "30, 20, 10" }] };

        var outcome = Compile(ranked).Evaluate(new Dictionary<string, object?> { ["x"] = x });

        Assert.Equal(expected, outcome.Feel.ToString());
    }

    [Theory]
    [InlineData(Aggregation.Sum, 9, "90")]
    [InlineData(Aggregation.Min, 9, "10")]
    [InlineData(Aggregation.Max, 9, "30")]
    [InlineData(Aggregation.Count, 9, "4")]
    [InlineData(Aggregation.Count, 0, "0")]
    [InlineData(Aggregation.Sum, 0, "null")]
    public void Collected_outputs_are_put_together(Aggregation aggregation, int x, string expected)
    {
        var table = Table(HitPolicy.Collect, ["x"], ["y"], Rules) with { Aggregation = aggregation };

        Assert.Equal(expected, Compile(table).Evaluate(new Dictionary<string, object?> { ["x"] = x }).Feel.ToString());
    }

    [Theory]
    [InlineData(HitPolicy.Unique)]
    [InlineData(HitPolicy.Any)]
    public void Several_matches_that_a_policy_forbids_are_null_and_name_the_rules(HitPolicy policy)
    {
        var outcome = Compile(Table(policy, ["x"], ["y"], Rules)).Evaluate(new Dictionary<string, object?> { ["x"] = 6 });

        Assert.Null(outcome.Value);
        Assert.Contains("r1, r2, r3", Assert.Single(outcome.Diagnostics, d => d.Code == FeelCode.HitPolicyViolated).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Any_accepts_equal_outputs()
    {
        var outcome = Compile(Table(HitPolicy.Any, ["x"], ["y"], "> 1 | \"a\"", "> 2 | \"a\"")).Evaluate(new Dictionary<string, object?> { ["x"] = 3 });

        Assert.Equal("a", outcome.Value);
    }

    [Fact]
    public void Default_is_taken_when_nothing_matches()
    {
        var table = Table(HitPolicy.Unique, ["x"], ["y", "z"], "> 1 | 1; 2");
        table = table with { Outputs = [table.Outputs[0] with { Default = "7" }, table.Outputs[1] with { Default = "8" }] };

        Assert.Equal("{y: 7, z: 8}", Compile(table).Evaluate(new Dictionary<string, object?> { ["x"] = 1 }).Feel.ToString());
    }
}
