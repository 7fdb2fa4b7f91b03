namespace Trasa.Feel.Tests;

/// <summary>Authored text runs in our process: whatever it holds, the answer is a value or diagnostics, never an exception and never a hang.</summary>
public sealed class ParserFuzzTests
{
    private static readonly string[] Pieces =
    [
        "1", "2.5", ".5", "1e3", "\"a\"", "x", "y", "null", "true", "[", "]", "(", ")", "{", "}", ",", ":", "..", ".", "+", "-", "*", "/", "**", "=", "<", ">=", "!=", "and", "or",
        "if", "then", "else", "for", "in", "return", "some", "every", "satisfies", "between", "instance of", "function", "list<number>", "context<a: number>", "@\"2026-01-01\"", "@\"x\"",
        "date(", "count(", "not(", "sort(", "matches(", "\"(a+)+$\"", "?", "item", "partial", "`q`", "\"", "\\", "é", "🐎", "/*", "//", "\n", "->", "]1..2[", "years and months duration(", "1..100000000",
    ];

    private static readonly Dictionary<string, object?> Variables = new() { ["x"] = 1, ["y"] = new[] { 1, 2, 3 } };

    private static readonly FeelOptions Tight = new() { MaxSteps = 2000, MaxListSize = 2000 };

    [Fact]
    public void Random_text_gives_a_value_or_diagnostics()
    {
        var random = new Random(1);
        for (var round = 0; round < 40_000; round++)
        {
            var text = string.Join(random.Next(2) == 0 ? "" : " ", Enumerable.Range(0, random.Next(1, 14)).Select(_ => Pieces[random.Next(Pieces.Length)]));

            var expression = FeelExpression.Compile(text, FeelScope.Empty, Tight);
            var tests = FeelUnaryTests.Compile(text, FeelScope.Empty, Tight);
            expression.Evaluate(Variables);
            tests.Test(1, Variables);

            if (!expression.IsValid) Assert.All(expression.Problems, problem => Assert.InRange(problem.Span.Start, 0, text.Length));
        }
    }

    [Theory]
    [InlineData("(", ")")]
    [InlineData("[", "]")]
    [InlineData("{a:", "}")]
    [InlineData("-", "")]
    [InlineData("not(", ")")]
    [InlineData("if true then ", " else 1")]
    [InlineData("function() ", "")]
    [InlineData("1 + ", "")]
    [InlineData("1 ** ", "")]
    [InlineData("", "[1]")]
    [InlineData("", ".a")]
    [InlineData("x instance of list<", ">")]
    [InlineData("true and ", "")]
    [InlineData("[1..", "]")]
    public void Endless_nesting_ends_in_a_value_or_a_diagnostic(string open, string close)
    {
        foreach (var depth in new[] { 100, 1000, 20_000 })
        {
            var text = string.Concat(Enumerable.Repeat(open, depth)) + "1" + string.Concat(Enumerable.Repeat(close, depth));

            var result = FeelExpression.Compile(text).Evaluate(Variables);

            Assert.True(!result.Feel.IsNull || result.Diagnostics.Count > 0 || open.Length == 0 || open.StartsWith('x') || open.StartsWith("not", StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("{f: function(n) f(n + 1), r: f(0)}.r")]
    [InlineData("{f: function(n) 1 + f(n) + f(n), r: f(0)}.r")]
    [InlineData("for a in 1..1000, b in 1..1000, c in 1..1000 return a")]
    [InlineData("string join(for i in 1..90000 return \"aaaaaaaaaaaaaaaaaaaa\")")]
    [InlineData("matches(\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!\", \"(a+)+$\")")]
    [InlineData("count(for i in 1..100000000 return i)")]
    public void Work_without_end_is_stopped_with_a_diagnostic(string text)
    {
        var result = FeelExpression.Compile(text).Evaluate(Variables);

        Assert.Contains(result.Diagnostics, diagnostic => diagnostic.Code == FeelCode.LimitExceeded);
    }
}
