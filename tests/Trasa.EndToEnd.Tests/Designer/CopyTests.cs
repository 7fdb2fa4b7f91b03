namespace Trasa.EndToEnd.Tests.Designer;

/// <summary>What goes along when something is copied into another workflow. The script is that of <c>web/tests/copying.ts</c>.</summary>
public sealed class CopyTests
{
    private const string Group = "WriteLine1, WriteLine2";

    [Fact]
    public async Task Groups_and_their_notes_go_along_and_get_ids_of_their_own()
    {
        var cases = (await WebScript.RunAsync<Case>("copying.ts", new
        {
            from = Drawing.Grouped,
            to = Drawing.Two.Replace("\"first\"", "\"begin\"", StringComparison.Ordinal),
        })).ToDictionary(each => each.Name);

        foreach (var whole in (string[])["group", "allMembers"])
        {
            Assert.Equal($"begin, end, {Group}, begin>end, WriteLine1>WriteLine2, note1 (Both of them), group1 (Together: WriteLine1 WriteLine2 note1)", cases[whole].There);
            Assert.Equal($"{Group}, WriteLine1>WriteLine2, note1 (Both of them), group1 (Together: WriteLine1 WriteLine2 note1)", cases[whole].Empty);
            Assert.EndsWith("group1 (Together: WriteLine1 WriteLine2 note1), group2 (Together: WriteLine3 WriteLine4 note2)", cases[whole].Twice, StringComparison.Ordinal);
        }

        Assert.Equal("begin, end, WriteLine1, begin>end", cases["someMembers"].There);
        Assert.Equal("begin, end, begin>end, note1 (Alone)", cases["note"].There);
        Assert.Equal("", cases["lane"].There);
    }

    private sealed record Case(string Name, string There, string Twice, string Empty);
}
