using System.Diagnostics;
using System.Reflection;
using System.Text.Json;
using Trasa.Feel;

namespace Trasa.EndToEnd.Tests.Designer;

/// <summary>
/// What the condition builder writes, from two thousand random rows: FEEL reads it, the rows come back from it, and text
/// means what was typed. The script is that of <c>web/tests/conditions.ts</c>.
/// </summary>
public sealed class ConditionTests
{
    private static readonly string Web = Path.Combine(
        typeof(ConditionTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "RepositoryRoot").Value!,
        "designer", "Trasa.Designer", "web");

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

    private static async Task<List<Line>> LinesAsync()
    {
        var script = await RunAsync(Path.Combine(Web, "node_modules", ".bin", "esbuild"), ["tests/conditions.ts", "--bundle", "--format=esm", "--platform=node", "--log-level=warning"], null);
        var output = await RunAsync("node", ["--input-type=module", "-"], script);
        return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonSerializer.Deserialize<Line>(line, JsonSerializerOptions.Web)!)];
    }

    private static async Task<string> RunAsync(string program, string[] arguments, string? input)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = Web, RedirectStandardOutput = true, RedirectStandardInput = true };
        using var process = Process.Start(start)!;
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, process.ExitCode);
        return output;
    }

    private sealed record Line(string Feel, bool IsReadBack, bool IsShownAndTypedAgain, string Changed, string Text, string Literal);
}
