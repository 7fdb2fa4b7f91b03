namespace Trasa.Feel.Tests;

public sealed class FeelUnaryTestsTests
{
    [Theory]
    [InlineData("-", 1, true)]
    [InlineData("", 1, true)]
    [InlineData("< 5", 4, true)]
    [InlineData("< 5", 5, false)]
    [InlineData("1, [3..4]", 4, true)]
    [InlineData("not(1, 2)", 2, false)]
    [InlineData("not(1, 2)", 3, true)]
    [InlineData("? > 2 and ? < 4", 3, true)]
    [InlineData("[1, 2, 3]", 3, true)]
    [InlineData("\"a\", \"b\"", "b", true)]
    [InlineData("true", false, false)]
    [InlineData("null", null, true)]
    [InlineData("limit", 7, true)]
    [InlineData("> limit", 8, true)]
    [InlineData("starts with(?, \"ab\")", "abc", true)]
    public void Cell_holds(string cell, object? input, bool expected)
    {
        var result = FeelUnaryTests.Compile(cell).Test(input, new Dictionary<string, object?> { ["limit"] = 7 });

        Assert.Equal(expected, result.IsTrue);
    }
}
