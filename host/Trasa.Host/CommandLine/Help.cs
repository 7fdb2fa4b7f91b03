namespace Trasa.Host.CommandLine;

internal static class Help
{
    public static async Task WriteAsync(TextWriter output, string? about)
    {
        if (Commands.All.FirstOrDefault(command => command.Name == about) is { } one)
        {
            await output.WriteLineAsync($"./trasa {one.Name} {one.Usage}".TrimEnd());
            await output.WriteLineAsync($"  {one.Summary}");
            return;
        }

        await output.WriteLineAsync("Trasa runs the service and sales processes of an organisation.");
        await output.WriteLineAsync();
        await output.WriteLineAsync("usage: ./trasa COMMAND ...");
        await output.WriteLineAsync();
        foreach (var command in Commands.All)
        {
            await output.WriteLineAsync($"  {$"{command.Name} {command.Usage}".TrimEnd()}");
            await output.WriteLineAsync($"      {command.Summary}");
        }

        await output.WriteLineAsync("  test");
        await output.WriteLineAsync("      Installs what the tests need and runs all of them.");
        await output.WriteLineAsync("  help [COMMAND]");
        await output.WriteLineAsync("      Shows this, or one command.");
    }
}
