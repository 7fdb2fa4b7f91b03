using System.Diagnostics;
using System.Reflection;
using System.Text.Json;

namespace Trasa.EndToEnd.Tests.Designer;

/// <summary>A script of <c>designer/Trasa.Designer/web/tests</c>: what the canvas does, tried in Node.js without a browser.</summary>
internal static class WebScript
{
    public static readonly string Repository = typeof(WebScript).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "RepositoryRoot").Value!;

    private static readonly string Web = Path.Combine(Repository, "designer", "Trasa.Designer", "web");

    /// <summary>What the script says, a value of JSON in each line; <paramref name="given"/> is what it finds under that name.</summary>
    public static async Task<IReadOnlyList<T>> RunAsync<T>(string name, object? given = null)
    {
        var bundle = await RunAsync(Path.Combine(Web, "node_modules", ".bin", "esbuild"), [$"tests/{name}", "--bundle", "--format=esm", "--platform=node", "--log-level=warning"], null);
        var script = $"globalThis.given = {JsonSerializer.Serialize(given, JsonSerializerOptions.Web)};\n{bundle}";
        var output = await RunAsync("node", ["--input-type=module", "-"], script);
        return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonSerializer.Deserialize<T>(line, JsonSerializerOptions.Web)!)];
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
}
