using Trasa.Feel.Functions;
using Trasa.Feel.Values;

namespace Trasa.Feel.Tests;

public sealed class FeelFunctionsTests
{
    private static readonly Dictionary<string, object?> Nothing = [];

    [Theory]
    [InlineData("abs(-2)", "2")]
    [InlineData("modulo(-12, 5)", "3")]
    [InlineData("decimal(2.5, 0)", "2")]
    [InlineData("round half up(2.5, 0)", "3")]
    [InlineData("round half down(2.5, 0)", "2")]
    [InlineData("round up(-5.1, 0)", "-6")]
    [InlineData("floor(1234, -2)", "1200")]
    [InlineData("number(\"1 234,5\", \" \", \",\")", "1234.5")]
    [InlineData("substring(\"\\U01F40Efoo\", -2)", "oo")]
    [InlineData("split(\"a;b;;c\", \";\")", "[\"a\", \"b\", \"\", \"c\"]")]
    [InlineData("matches(\"ABC\", \"b\", \"i\")", "true")]
    [InlineData("matches(\"a\", \"(?=a)\")", "null")]
    [InlineData("replace(\"abc\", \"b\", \"$\")", "null")]
    [InlineData("matches(\"1.2-3\", \"^[0-9-.]*$\")", "true")]
    [InlineData("matches(\"1a\", \"^[0-9-.]*$\")", "false")]
    [InlineData("replace(\"+40 (21) 1.2-3\", \"[^0-9-.]\", \"\")", "40211.2-3")]
    [InlineData("matches(\"a-b.c\", \"^[\\w-.]+$\")", "true")]
    [InlineData("matches(\"b\", \"^[a-z-[aeiou]]$\")", "true")]
    [InlineData("matches(\"e\", \"^[a-z-[aeiou]]$\")", "false")]
    [InlineData("matches(\"b\", \"[a-z-[a]c]\")", "null")]
    [InlineData("matches(\"a\", \"[a[b]]\")", "null")]
    [InlineData("matches(\"_\", \"\\w\")", "false")]
    [InlineData("matches(\"+\", \"^[\\w]$\")", "true")]
    [InlineData("matches(\"a b\", \"^\\S\\s[\\S]$\")", "true")]
    [InlineData("matches(\"\\u00A0\", \"\\s\")", "false")]
    [InlineData("matches(\"\\U01F40E\", \"^.$\")", "true")]
    [InlineData("list contains([1, null], null)", "true")]
    [InlineData("distinct values([1, 2, 1, \"1\"])", "[1, 2, \"1\"]")]
    [InlineData("union([1, 2], [2, 3])", "[1, 2, 3]")]
    [InlineData("flatten([1, [2, [3]]])", "[1, 2, 3]")]
    [InlineData("insert before([1, 2], 3, 9)", "[1, 2, 9]")]
    [InlineData("partition([1, 2, 3], 2)", "[[1, 2], [3]]")]
    [InlineData("sum(@\"P1D\", @\"PT1H\")", "P1DT1H")]
    [InlineData("median([8, 2, 5, 7])", "6")]
    [InlineData("mode([1, 2, 2, 1])", "[1, 2]")]
    [InlineData("context put({a: {b: 1}}, [\"a\", \"c\"], 2)", "{a: {b: 1, c: 2}}")]
    [InlineData("get entries({a: 1})[1].key", "a")]
    [InlineData("years and months duration(@\"2026-03-31\", @\"2026-02-28\")", "-P1M")]
    [InlineData("week of year(@\"2027-01-01\")", "53")]
    [InlineData("before([1..5), 5)", "true")]
    [InlineData("overlaps([1..5], [5..8])", "true")]
    [InlineData("overlaps([1..5), [5..8])", "false")]
    [InlineData("during(3, [1..5])", "true")]
    [InlineData("is(@\"10:00:00\", @\"10:00:00Z\")", "false")]
    [InlineData("string(date(\"-999999999-12-31\"))", "-999999999-12-31")]
    public void Built_in_function_yields(string text, string expected) =>
        Assert.Equal(expected, FeelExpression.Compile(text).Evaluate(Nothing).Feel.ToString());

    [Theory]
    [InlineData("abs(\"a\")")]
    [InlineData("abs()")]
    [InlineData("abs(m: 1)")]
    [InlineData("date(\"2026-02-30\")")]
    [InlineData("1 / 0")]
    [InlineData("[1, 2][3]")]
    [InlineData("sort([1, 2], function(a) true)")]
    [InlineData("nothing of the kind(1)")]
    [InlineData("79228162514264337593543950335 * 10")]
    [InlineData("@\"25:00:00\"")]
    [InlineData("-\"a\"")]
    [InlineData("{a: 1}.b")]
    [InlineData("1 instance of tUnknown")]
    [InlineData("all(null)")]
    [InlineData("any(null)")]
    [InlineData("coincides([1..2], 1)")]
    [InlineData("round up(1, -6111)")]
    [InlineData("round up(79228162514264337593543950335, -28)")]
    public void Error_is_null_with_a_diagnostic(string text)
    {
        var result = FeelExpression.Compile(text).Evaluate(Nothing);

        Assert.True(result.Feel.IsNull);
        Assert.NotEmpty(result.Diagnostics);
    }

    [Theory]
    [InlineData("10 ** -30")]
    [InlineData("0.0000000000000001 * 0.0000000000000001")]
    [InlineData("0.0000000000000000000000000001 / 10")]
    public void Number_too_near_to_zero_is_zero_and_that_is_said(string text)
    {
        var result = FeelExpression.Compile(text).Evaluate(Nothing);

        Assert.Equal("0", result.Feel.ToString());
        Assert.Equal(FeelCode.Overflow, Assert.Single(result.Diagnostics).Code);
    }

    [Fact]
    public void Registered_function_is_called_like_a_built_in()
    {
        var options = new FeelOptions
        {
            Functions = FeelFunctions.None.With("add working days(from: date, days: number): date", (_, a) => FeelValue.Of(a[0].Date.AddDays((long)a[1].Number)!)),
        };

        Assert.Equal("2026-01-04", FeelExpression.Compile("add working days(@\"2026-01-01\", 3)", FeelScope.Empty, options).Evaluate(Nothing).Feel.ToString());
        Assert.Equal("2026-01-04", FeelExpression.Compile("add working days(days: 3, from: @\"2026-01-01\")", FeelScope.Empty, options).Evaluate(Nothing).Feel.ToString());
        Assert.NotEmpty(FeelExpression.Compile("add working days(3, 3)", FeelScope.Empty, options).Evaluate(Nothing).Diagnostics);
    }

    [Fact]
    public void Every_built_in_has_a_signature_for_completion() =>
        Assert.True(FeelFunctions.BuiltIn.Select(signature => signature.Name).Distinct().Count() > 80);
}
