using Trasa.Decisions.Backtests;
using Trasa.Decisions.Graph;
using Trasa.Decisions.Model;
using Trasa.Decisions.Tests.Tables;
using Trasa.Feel;
using Trasa.Feel.Functions;
using Trasa.Feel.Values;

namespace Trasa.Decisions.Tests.Records;

/// <summary>Functions that ask the world: asked once, kept with the decision, and given from there when it is tried again.</summary>
public sealed class FactTests
{
    private static readonly DecisionTable Table = TableText.Table(HitPolicy.First, ["load of(who)"], ["to"], "< 3 | who", "load of(who) | \"queue\"", "- | \"overflow\"");

    private int _asked;
    private decimal _load = 7;

    [Fact]
    public void World_is_asked_once_and_the_answer_is_kept()
    {
        var outcome = Decision().Evaluate(Inputs);

        Assert.Equal(("queue", 1), (outcome.Value, _asked));
        Assert.Equal(7m, Assert.Single(outcome.Trace.Facts, fact => fact.Key == "load of(\"anna\")").Value.Number);
    }

    [Fact]
    public void Decision_of_the_past_gets_what_was_known_then_and_the_time_that_it_was()
    {
        var at = new DateTimeOffset(2026, 4, 24, 9, 0, 0, TimeSpan.Zero);
        var past = new PastDecision(default, "case:1", at, 1, """{"who": "anna", "load of(\"anna\")": 1}""", "\"anna\"");

        var answer = new Backtest(Decision()).Try(past);
        var year = TableText.Compile(TableText.Table(HitPolicy.First, ["now().year"], ["y"], "2026 | \"then\"", "- | \"today\"")).Evaluate(new Dictionary<string, object?>(), at);

        Assert.Null(answer.Changed);
        Assert.Equal(0, _asked);
        Assert.Equal("then", year.Value);
    }

    private static Dictionary<string, object?> Inputs => new() { ["who"] = "anna" };

    private Decision Decision()
    {
        var functions = FeelFunctions.None.WithFact("load of(person: string): number", (_, _) =>
        {
            _asked++;
            return FeelValue.Of(_load++);
        });
        return DecisionModel.Compile(TableText.Definitions(Table), options: new FeelOptions { Functions = functions }).Find("d")!;
    }
}
