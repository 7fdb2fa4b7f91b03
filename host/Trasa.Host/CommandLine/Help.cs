namespace Trasa.Host.CommandLine;

internal static class Help
{
    /// <summary>What the script <c>./trasa</c> does without the host.</summary>
    private static readonly (string Name, string Usage, string Summary)[] s_ofTheScript =
    [
        ("test", "[PROJECT...]", "Installs what the tests need and runs all of them, or those of the projects."),
        ("help", "[COMMAND]", "Shows this, or one command."),
    ];

    private static IEnumerable<(string Name, string Usage, string Summary)> Everything =>
        Commands.All.Select(command => (command.Name, command.Usage, command.Summary)).Concat(s_ofTheScript);

    public static bool Knows(string name) => Everything.Any(one => one.Name == name);

    public static async Task WriteAsync(TextWriter output, string? about)
    {
        if (Everything.FirstOrDefault(command => command.Name == about) is { Name: not null } one)
        {
            await output.WriteLineAsync($"./trasa {one.Name} {one.Usage}".TrimEnd());
            await output.WriteLineAsync($"  {one.Summary}");
            return;
        }

        await output.WriteLineAsync("Trasa runs the service and sales processes of an organisation.");
        await output.WriteLineAsync();
        await output.WriteLineAsync("usage: ./trasa COMMAND ...");
        await output.WriteLineAsync();
        foreach (var (name, usage, summary) in Everything)
        {
            await output.WriteLineAsync($"  {name} {usage}".TrimEnd());
            await output.WriteLineAsync($"      {summary}");
        }
    }
}
