using Trasa.Feel.Checking;
using Trasa.Feel.Syntax;
using Trasa.Feel.Types;

namespace Trasa.Feel.Tests;

public sealed class CellTests
{
    private static readonly Dictionary<string, FeelType> NoVariables = [];

    [Theory]
    [InlineData("<<5")]
    [InlineData("> >5")]
    [InlineData(">=<5")]
    [InlineData("=> 5")]
    [InlineData("== 5")]
    [InlineData("<> 5")]
    [InlineData("1 + < 5")]
    [InlineData("? = < 5")]
    [InlineData("[1..<5]")]
    [InlineData("- > 5")]
    public void Test_behind_an_operator_does_not_read(string cell)
    {
        var tests = FeelUnaryTests.Compile(cell);

        Assert.False(tests.IsValid);
        Assert.NotEmpty(tests.Test(5, new Dictionary<string, object?>()).Diagnostics);
    }

    [Theory]
    [InlineData("= 5", true)]
    [InlineData("!= 5", false)]
    [InlineData("(< 6)", true)]
    [InlineData("< 2 + 4", true)]
    [InlineData("> -5", true)]
    [InlineData("? in < 6", true)]
    [InlineData("? in (< 2, > 4)", true)]
    [InlineData("not(< 5)", true)]
    public void Test_with_one_operator_reads(string cell, bool expected) => Assert.Equal(expected, FeelUnaryTests.Compile(cell).Test(5, new Dictionary<string, object?>()).IsTrue);

    [Theory]
    [InlineData("\"abc\"")]
    [InlineData("1, \"abc\"")]
    [InlineData("true")]
    [InlineData("> \"a\"")]
    [InlineData("[1..\"b\"]")]
    [InlineData("[\"a\"..\"b\"]")]
    [InlineData("[1, \"a\"]")]
    [InlineData("@\"2020-13-01\"")]
    [InlineData("date(\"2020-13-01\")")]
    [InlineData("@\"2020-12-01\"")]
    [InlineData("not(\"a\")")]
    [InlineData(">5 and <10")]
    [InlineData("5 or 6")]
    [InlineData("<5 or >10")]
    [InlineData("? > \"a\"")]
    [InlineData("\"a\" + \"b\"")]
    public void Cell_that_no_number_meets_is_a_problem(string cell) => Assert.NotEmpty(Problems(cell, FeelType.Number));

    [Theory]
    [InlineData("-")]
    [InlineData("5")]
    [InlineData("-5")]
    [InlineData("null")]
    [InlineData("not(null)")]
    [InlineData("1, 2, > 8")]
    [InlineData("[1..5]")]
    [InlineData("[1, 2, 3]")]
    [InlineData("< limit")]
    [InlineData("limit")]
    [InlineData("? > 2 and ? < 4")]
    [InlineData("y > 3")]
    [InlineData("1 = 1")]
    [InlineData("string(?) = \"5\"")]
    [InlineData("if limit > 3 then 1 else 2")]
    public void Cell_that_a_number_can_meet_is_none(string cell) => Assert.Empty(Problems(cell, FeelType.Number));

    [Theory]
    [InlineData("\"abc\"")]
    [InlineData("5")]
    [InlineData("true, @\"2026-01-01\"")]
    public void Nothing_is_said_about_values_of_a_column_whose_type_nobody_knows(string cell) => Assert.Empty(Problems(cell, FeelType.Any));

    private static List<FeelDiagnostic> Problems(string cell, FeelType column) => CellCheck.Of(Parser.ReadUnaryTests(cell, FeelScope.Empty, FeelOptions.Default).Node, column, NoVariables).Problems;
}
