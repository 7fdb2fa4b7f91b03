using Trasa.Feel.Functions;
using Trasa.Feel.Values;

namespace Trasa.Feel.Tests;

/// <summary>Authored text runs in our process: no text and no value may end the process, fill its memory or keep it busy.</summary>
public sealed class LimitTests
{
    private static readonly Dictionary<string, object?> Nothing = [];

    [Theory]
    [InlineData("{l: for i in 1..30000 return if i = 1 then [1] else [partial[-1]], r: string length(string(l[-1]))}.r")]
    [InlineData("for i in 1..30000 return if i = 1 then {a: 1} else {a: partial[-1]}")]
    [InlineData("for i in 1..30000 return if i = 1 then (< 1) else (< partial[-1])")]
    [InlineData("for i in 1..30000 return context put({}, \"a\", if i = 1 then 1 else partial[-1])")]
    public void Values_inside_each_other_end_at_a_limit(string text) => Assert.Equal(["MaxNesting"], LimitsOf(text));

    [Theory]
    [InlineData("flatten(for i in 1..59 return if i = 1 then [1] else [partial[-1], partial[-1]])")]
    [InlineData("{l: for i in 1..59 return if i = 1 then {a: 1} else {a: partial[-1], b: partial[-1]}, r: string(l[-1])}.r")]
    public void A_value_of_more_parts_than_anybody_can_walk_through_ends_at_a_limit(string text) => Assert.Equal(["MaxParts"], LimitsOf(text));

    [Fact]
    public void What_nests_as_people_nest_it_stays()
    {
        var result = FeelExpression.Compile("{l: for i in 1..50 return if i = 1 then [1] else [partial[-1]], r: l[-1] = l[50] and count(flatten(l)) = 50}.r").Evaluate(Nothing);

        Assert.True(result.IsTrue);
        Assert.Empty(result.Diagnostics);
    }

    [Fact]
    public void Value_from_outside_that_is_too_deep_is_a_null_with_a_diagnostic()
    {
        object? deep = 1;
        for (var level = 0; level < 100_000; level++) deep = new List<object?> { deep };

        var result = FeelExpression.Compile("x").Evaluate(new Dictionary<string, object?> { ["x"] = deep });

        Assert.True(result.Feel.IsNull);
        Assert.Equal(FeelCode.LimitExceeded, Assert.Single(result.Diagnostics).Code);
    }

    [Theory]
    [InlineData("{a: for i in 1..100000 return i, r: count(for i in 1..6000 return list contains(a, -1))}.r", "MaxSteps")]
    [InlineData("{a: for i in 1..100000 return i, r: count(for i in 1..100000 return a = [0] or 1 in a)}.r", "MaxSteps")]
    [InlineData("count(for i in 1..40 return matches(\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab\", \"(a+)+$\"))", "RegexTimeout")]
    [InlineData("replace(string join(for i in 1..50000 return \"aa\"), \"a\", string join(for i in 1..50000 return \"bbbbbbbbbb\"))", "MaxStringLength")]
    [InlineData("{f: function(n) f(n + 1) + f(n), r: f(0)}.r", "MaxCallDepth")]
    public void Work_inside_functions_counts(string text, string limit) => Assert.Equal([limit], LimitsOf(text));

    [Fact]
    public void Evaluation_ends_when_its_time_is_over()
    {
        var clock = new Clock();
        var options = new FeelOptions { Time = clock, MaxTime = TimeSpan.FromSeconds(3), Functions = FeelFunctions.None.With("slow(): number", (_, _) => clock.Pass()) };

        var result = FeelExpression.Compile("sum(for i in 1..5000 return slow())", FeelScope.Empty, options).Evaluate(Nothing);

        Assert.Equal("The evaluation was stopped at the limit MaxTime (3 s).", Assert.Single(result.Diagnostics).Message);
    }

    [Fact]
    public void Time_that_the_world_takes_to_answer_is_not_counted()
    {
        var clock = new Clock();
        var options = new FeelOptions { Time = clock, MaxTime = TimeSpan.FromSeconds(3), Functions = FeelFunctions.None.WithFact("load of(person: string): number", (_, _) => clock.Pass()) };

        var result = FeelExpression.Compile("sum(for i in 1..3000 return load of(string(i)))", FeelScope.Empty, options).Evaluate(Nothing);

        Assert.Equal("3000", result.Feel.ToString());
    }

    [Theory]
    [InlineData("count(for i in 1..40000 return count(partial))", "40000")]
    [InlineData("(for i in 1..20000 return if i = 1 then 1 else partial[-1] + 1)[-1]", "20000")]
    [InlineData("(for i in 1..4 return count(partial))", "[0, 1, 2, 3]")]
    [InlineData("(for i in 1..3 return partial)[2]", "[[]]")]
    [InlineData("(for i in 1..3 return partial)[-1]", "[[], [[]]]")]
    public void What_was_returned_so_far_is_seen_without_a_copy(string text, string expected) =>
        Assert.Equal(expected, FeelExpression.Compile(text).Evaluate(Nothing).Feel.ToString());

    [Theory]
    [InlineData("]")]
    [InlineData("<")]
    [InlineData("= ")]
    [InlineData("[1..")]
    [InlineData("1 in ")]
    [InlineData("1 + -")]
    [InlineData("matches(\"a\", \"")]
    public void Endless_signs_end_in_a_diagnostic(string sign)
    {
        foreach (var count in new[] { 200, 20_000 })
        {
            var text = string.Concat(Enumerable.Repeat(sign, count));

            Assert.NotEmpty(FeelExpression.Compile(text).Evaluate(Nothing).Diagnostics);
            Assert.NotEmpty(FeelUnaryTests.Compile(text).Test(1, Nothing).Diagnostics);
        }
    }

    [Fact]
    public void Pattern_of_classes_inside_each_other_is_refused()
    {
        var pattern = string.Concat(Enumerable.Repeat("[a-", 100_000));

        var result = FeelExpression.Compile("matches(\"a\", p)").Evaluate(new Dictionary<string, object?> { ["p"] = pattern });

        Assert.Equal(FeelCode.InvalidPattern, Assert.Single(result.Diagnostics).Code);
    }

    [Fact]
    public void High_expression_far_down_in_calls_does_not_end_the_process()
    {
        var high = string.Concat(Enumerable.Repeat(" + 1", 700));

        var result = FeelExpression.Compile($"{{f: function(n) f(n + 1){high}, r: f(0)}}.r").Evaluate(Nothing);

        Assert.Equal(FeelCode.LimitExceeded, result.Diagnostics[0].Code);
    }

    [Fact]
    public void Duration_that_dotnet_cannot_hold_stays_a_number() =>
        Assert.Equal(120_000_000_000_000_000_000m, FeelExpression.Compile("duration(\"P100000000000000000Y\") * 100").Evaluate(Nothing).Value);

    [Theory]
    [InlineData("distinct values(for i in 1..20000 return [i, \"a\"])", 20_000)]
    [InlineData("distinct values(for i in 1..20000 return {a: i, b: [i]})", 20_000)]
    [InlineData("distinct values([[1, [2]], [1.0, [2]], {a: @\"10:00:00Z\"}, {a: @\"11:00:00+01:00\"}])", 2)]
    public void Lists_and_contexts_are_told_apart_quickly_and_rightly(string text, int count) =>
        Assert.Equal(count, FeelExpression.Compile(text).Evaluate(Nothing).Feel.List.Count);

    private static IEnumerable<string> LimitsOf(string text)
    {
        // Time is no matter here: a busy machine must not meet that limit first.
        var options = new FeelOptions { MaxSteps = 200_000, MaxTime = TimeSpan.FromMinutes(5) };

        var result = FeelExpression.Compile(text, FeelScope.Empty, options).Evaluate(Nothing);

        Assert.True(result.Feel.IsNull);
        return result.Diagnostics.Where(diagnostic => diagnostic.Code == FeelCode.LimitExceeded).Select(diagnostic => diagnostic.Arguments[0]);
    }

    /// <summary>Stands still but for what takes a second.</summary>
    private sealed class Clock : TimeProvider
    {
        private long _now;

        public FeelValue Pass()
        {
            _now += TimestampFrequency;
            return FeelValue.Of(1);
        }

        public override long GetTimestamp() => _now;
    }
}
