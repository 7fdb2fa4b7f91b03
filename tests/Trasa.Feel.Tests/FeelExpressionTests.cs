namespace Trasa.Feel.Tests;

public sealed class FeelExpressionTests
{
    private static readonly Dictionary<string, object?> Nothing = [];

    [Theory]
    [InlineData("1 + 2 * 3", "7")]
    [InlineData("-3 ** 2", "9")]
    [InlineData("10 / 4", "2.5")]
    [InlineData("\"foo\" + \"bar\"", "foobar")]
    [InlineData("if 1 > 2 then \"a\" else \"b\"", "b")]
    [InlineData("[1,2,3][item > 1]", "[2, 3]")]
    [InlineData("[1,2,3][-1]", "3")]
    [InlineData("{a: 1, b: a + 1}.b", "2")]
    [InlineData("for i in 1..3, j in [10, 20] return i * j", "[10, 20, 20, 40, 30, 60]")]
    [InlineData("for i in 1..4 return if i = 1 then 1 else i * partial[-1]", "[1, 2, 6, 24]")]
    [InlineData("some x in [1, 2] satisfies x > 1", "true")]
    [InlineData("every x in [1, null] satisfies x > 0", "null")]
    [InlineData("5 in (1, [4..6])", "true")]
    [InlineData("5 in [1..5[", "false")]
    [InlineData("5 in (< 5, > 9)", "false")]
    [InlineData("2 between 1 and 3 and true", "true")]
    [InlineData("(function(a: number, b) a + b)(1, 2)", "3")]
    [InlineData("{ fact: function(n) if n <= 1 then 1 else n * fact(n - 1), r: fact(5) }.r", "120")]
    [InlineData("date(\"2026-02-28\") + duration(\"P1D\")", "2026-03-01")]
    [InlineData("@\"2026-01-31\" + @\"P1M\"", "2026-02-28")]
    [InlineData("@\"2026-03-29T01:30:00@Europe/Paris\" + @\"PT1H\"", "2026-03-29T03:30:00@Europe/Paris")]
    [InlineData("date and time(\"2026-01-01T10:00:00Z\").time offset", "PT0S")]
    [InlineData("day of week(@\"2026-11-21\")", "Saturday")]
    [InlineData("1 instance of number", "true")]
    [InlineData("[1] instance of list<number>", "true")]
    [InlineData("substring(\"foobar\", length: 3, start position: 2)", "null")]
    [InlineData("substring(string: \"foobar\", start position: 2, length: 3)", "oob")]
    [InlineData("string length(\"\\ud83d\\udc0e\")", "1")]
    [InlineData("replace(\"abc\", \"(b)\", \"[$1]\")", "a[b]c")]
    [InlineData("null + 1", "null")]
    [InlineData("true and null", "null")]
    [InlineData("1 = \"1\"", "null")]
    [InlineData("sort([3, 1, 2], function(x, y) x < y)", "[1, 2, 3]")]
    public void Expression_yields(string text, string expected)
    {
        var result = FeelExpression.Compile(text).Evaluate(Nothing);

        Assert.Equal(expected, result.Feel.ToString());
    }

    [Fact]
    public void Names_with_spaces_and_operators_are_the_longest_match()
    {
        var expression = FeelExpression.Compile("Profit and loss - Approved/Declined", ["Profit and loss", "Profit", "Approved/Declined"]);

        var result = expression.Evaluate(new Dictionary<string, object?> { ["Profit and loss"] = 10, ["Approved/Declined"] = 4L });

        Assert.Equal(6m, result.Value);
    }

    [Fact]
    public void Names_that_nobody_listed_are_looked_up_at_evaluation()
    {
        var expression = FeelExpression.Compile("amount > 100 and customer.name = \"Ana\"");

        var result = expression.Evaluate(new Dictionary<string, object?> { ["amount"] = 150.5, ["customer"] = new Dictionary<string, object?> { ["name"] = "Ana" } });

        Assert.True(result.IsTrue);
        Assert.Equal(["amount", "customer"], expression.VariableNames);
    }

    [Fact]
    public void Null_of_an_unknown_name_says_which_name_and_where()
    {
        var result = FeelExpression.Compile("1 + amont").Evaluate(Nothing);

        Assert.Null(result.Value);
        Assert.Contains(result.Diagnostics, d => d is { Code: FeelCode.UnknownName, Span: { Start: 4, Length: 5 } });
    }

    [Fact]
    public void Filter_of_an_empty_list_says_nothing_about_the_item_that_is_not_there()
    {
        var result = FeelExpression.Compile("[[], [1]][count(item) > 5][count(item) > 0]").Evaluate(Nothing);

        Assert.Empty(result.Diagnostics);
        Assert.Empty((IEnumerable<object?>)result.Value!);
    }

    [Fact]
    public void Comparison_with_a_value_that_is_missing_says_so()
    {
        var result = FeelExpression.Compile("amount > 500").Evaluate(new Dictionary<string, object?> { ["amount"] = null });

        Assert.Equal("There is no value (null) to compare with 500.", Assert.Single(result.Diagnostics).Message);
    }

    [Fact]
    public void Text_that_does_not_read_has_a_problem_with_its_place()
    {
        var expression = FeelExpression.Compile("1 + * 2");

        Assert.False(expression.IsValid);
        Assert.Equal(4, Assert.Single(expression.Problems).Span.Start);
        Assert.Null(expression.Evaluate(Nothing).Value);
    }

    [Fact]
    public void Endless_work_ends_at_a_limit()
    {
        var options = new FeelOptions { MaxSteps = 1000 };

        var result = FeelExpression.Compile("for i in 1..1000000000 return i", FeelScope.Empty, options).Evaluate(Nothing);

        Assert.Equal(FeelCode.LimitExceeded, Assert.Single(result.Diagnostics).Code);
    }
}
