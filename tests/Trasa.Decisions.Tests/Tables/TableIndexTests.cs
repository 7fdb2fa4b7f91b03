using System.Globalization;
using Trasa.Decisions.Model;
using static Trasa.Decisions.Tests.Tables.TableText;

namespace Trasa.Decisions.Tests.Tables;

/// <summary>The bitmaps must give what testing every cell gives, for every form of cell and every kind of value.</summary>
public sealed class TableIndexTests
{
    private static readonly string[] Cells =
    [
        "-", "\"a\"", "\"a\", \"b\"", "not(\"a\")", "not(\"a\", \"c\")", "5", "< 5", "<= 5", "> 5", ">= 5", "[3..7]", "(3..7)", "]3..7]", "[3..7[", "1, 2, > 8",
        "not(5)", "not([3..7])", "not(< 3, > 7)", "true", "false", "null", "not(null)", "true, 5, \"a\"", "limit", "> limit", "? > 2 and ? < 6", "[1, 2, \"b\"]",
        "@\"2026-01-01\"", "> @\"2026-01-01\"", "@\"P1D\"", "= 5", "!= 5", "(= 5)", "1 + 4", "not(5, \"a\")", "in", "string(?) = \"5\"",
    ];

    private static readonly object?[] Values =
        [null, true, false, "a", "b", "c", "", 0, 1, 2, 3, 4.5, 5, 6, 7, 8, 9, new DateOnly(2026, 1, 1), new DateOnly(2026, 2, 1), TimeSpan.FromDays(1), new object?[] { 1, 2 }];

    [Fact]
    public void Index_agrees_with_a_scan()
    {
        // Each row has one form of cell in its own column order, so that columns with numbers and columns with texts both occur.
        var random = new Random(20260101);
        for (var round = 0; round < 60; round++)
        {
            var rows = Enumerable.Range(0, 70).Select(_ => $"{Pick(random)}; {Pick(random)} | 1").ToArray();
            var small = Enumerable.Range(0, 70).Select(row => Compile(Table(HitPolicy.Collect, ["x", "y"], ["o"], rows[row]))).ToArray();
            var indexed = Compile(Table(HitPolicy.Collect, ["x", "y"], ["o"], rows));
            for (var probe = 0; probe < 10; probe++)
            {
                var inputs = new Dictionary<string, object?> { ["x"] = Values[random.Next(Values.Length)], ["y"] = Values[random.Next(Values.Length)], ["limit"] = 4 };

                var expected = Enumerable.Range(0, 70).Where(row => small[row].Evaluate(inputs).Trace.Tables[0].Matched.Count == 1).Select(row => "r" + (row + 1).ToString(CultureInfo.InvariantCulture));
                var actual = indexed.Evaluate(inputs).Trace.Tables[0].Matched.Select(match => match.RuleId);

                Assert.Equal(expected, actual);
            }
        }
    }

    private static string Pick(Random random) => Cells[random.Next(Cells.Length)];
}
