using Trasa.Decisions.Model;
using Trasa.Decisions.Records;
using static Trasa.Decisions.Tests.Tables.TableText;

namespace Trasa.Decisions.Tests.Tables;

public sealed class TraceTests
{
    private static readonly DecisionTable Routing = Table(
        HitPolicy.First, ["priority", "amount"], ["team"],
        "\"high\"; > 1000 | \"senior\"", "\"high\"; - | \"first line\"", "\"low\"; < 10 | \"nobody\"", "\"low\"; - | \"second line\"");

    [Fact]
    public void Trace_names_the_rule_that_decided_and_the_rules_that_one_cell_kept_out()
    {
        var trace = Compile(Routing).Evaluate(new Dictionary<string, object?> { ["priority"] = "high", ["amount"] = 500 }).Trace;

        var table = Assert.Single(trace.Tables);
        Assert.Equal("r2", Assert.Single(table.Matched).RuleId);
        var miss = table.NearMisses()[0];
        Assert.Equal(("r1", "amount", "> 1000", 500m), (miss.RuleId, miss.Column, miss.CellText, miss.ActualValue.ToObject()));
        Assert.Equal(["r1", "r4"], table.NearMisses().Select(near => near.RuleId));
    }

    [Fact]
    public void Record_of_a_trace_has_what_was_looked_at_what_matched_and_what_nearly_did()
    {
        var outcome = Compile(Routing).Evaluate(new Dictionary<string, object?> { ["priority"] = "high", ["amount"] = 500, ["unused"] = 1 });

        var record = RecordedTrace.Of(outcome.Trace);

        Assert.Equal(["priority", "amount"], record.Inputs.Keys);
        Assert.Equal("first line", record.Result!.GetValue<string>());
        Assert.Equal("r2", record.Matched[0].RuleId);
        Assert.Equal(("r1", "amount", "> 1000", 500m), (record.NearMisses[0].RuleId, record.NearMisses[0].Column, record.NearMisses[0].Cell, record.NearMisses[0].Actual!.GetValue<decimal>()));
    }
}
