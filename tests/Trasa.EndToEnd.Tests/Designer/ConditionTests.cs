using Trasa.Feel;

namespace Trasa.EndToEnd.Tests.Designer;

/// <summary>
/// What the condition builder writes, from two thousand random rows: FEEL reads it, the rows come back from it, and text
/// means what was typed. The script is that of <c>web/tests/conditions.ts</c>.
/// </summary>
public sealed class ConditionTests
{
    private static readonly string[] Names = ["days", "note", "requester", "größe"];

    [Fact]
    public async Task Rows_become_feel_and_come_back()
    {
        var lines = await LinesAsync();

        Assert.InRange(lines.Count, 1_500, 2_000);
        Assert.All(lines, line =>
        {
            Assert.True(line.IsReadBack && line.IsShownAndTypedAgain, line.Feel);
            foreach (var feel in (string[])[line.Feel, line.Changed])
                Assert.True(feel.Length == 0 || FeelExpression.Compile(feel, Names).IsValid, feel);
        });
    }

    [Fact]
    public async Task Typed_text_means_itself()
    {
        foreach (var line in (await LinesAsync()).Where(line => line.Literal != line.Text.Trim()))
            Assert.Equal(line.Text, FeelExpression.Compile(line.Literal).Evaluate(new Dictionary<string, object?>()).Value);
    }

    private static Task<IReadOnlyList<Line>> LinesAsync() => WebScript.RunAsync<Line>("conditions.ts");

    private sealed record Line(string Feel, bool IsReadBack, bool IsShownAndTypedAgain, string Changed, string Text, string Literal);
}
