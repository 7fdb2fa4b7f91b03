using Trasa.Decisions.Backtests;
using Trasa.Decisions.Model;
using static Trasa.Decisions.Tests.Tables.TableText;

namespace Trasa.Decisions.Tests.Backtests;

public sealed class BacktestTests
{
    private static readonly Backtest Draft = new(Compile(Table(HitPolicy.First, ["amount"], ["team", "hours"], ">= 10 | \"second\"; 4", "- | \"first\"; 8")));

    [Fact]
    public void Decision_that_comes_out_otherwise_is_listed_with_the_fields_that_differ()
    {
        var answer = Draft.Try(Past("""{"amount":12}""", """{"team":"first","hours":4.0}"""));

        Assert.Equal([new FieldChange("team", "first", "second")], answer.Changed!.Fields);
        Assert.Equal(["r1"], answer.Rows);
    }

    [Theory]
    [InlineData("""{"team":"first","hours":8}""")]
    [InlineData("""{"hours":8.0,"team":"first"}""")]
    public void Decision_that_comes_out_as_it_did_is_not(string result) => Assert.Null(Draft.Try(Past("""{"amount":1}""", result)).Changed);

    [Fact]
    public void Tally_counts_changes_hits_and_what_could_not_be_read()
    {
        var tally = new BacktestTally(listed: 1);
        tally.Add(Draft.Try(Past("""{"amount":12}""", """{"team":"first","hours":4}""")));
        tally.Add(Draft.Try(Past("""{"amount":13}""", """{"team":"first","hours":8}""")));
        tally.Add(Draft.Try(Past("""{"amount":1}""", """{"team":"first","hours":8}""")));
        tally.Add(Draft.Try(Past("[", null)));

        Assert.Equal((4, 2, 1, 1), (tally.Tried, tally.Differ, tally.Unreadable, tally.Changed.Count));
        Assert.Equal((new FieldChange("team", "first", "second"), 2), tally.Changes[0]);
        Assert.Equal((2, 1), (tally.Hits["r1"], tally.Hits["r2"]));
    }

    private static PastDecision Past(string inputs, string? result) => new(Guid.Empty, null, DateTimeOffset.UnixEpoch, 1, inputs, result);
}
