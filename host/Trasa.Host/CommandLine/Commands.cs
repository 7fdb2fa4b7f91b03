using Trasa.Host.CommandLine.Torture;

namespace Trasa.Host.CommandLine;

/// <summary>Everything that <c>./trasa</c> can do, in the order of its help.</summary>
internal static class Commands
{
    public static IReadOnlyList<ICommand> All { get; } =
    [
        new RunCommand(),
        new ServeCommand(),
        new ProcessCommand(),
        new ValidateCommand(),
        new ScenariosCommand(),
        new MigrateCommand(),
        new UsersCommand(),
        ConformanceCommand.Create(),
        BenchCommand.Create(),
        new Command("torture", "[--minutes N] [--hosts N] [--database D]", "Starts hosts, kills them while work flows, and checks that nothing is lost, doubled or stuck.", TortureCommand.RunAsync),
    ];

    /// <summary>Finds the command and runs it; what cannot be understood is answered in plain words with exit code 2.</summary>
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter errors, CancellationToken cancellationToken)
    {
        if (args.Length == 0 || args[0] is "help" or "--help" or "-h")
        {
            if (args.Length > 1) return await HelpAsync(args[1], output, errors);
            await Help.WriteAsync(output, about: null);
            return args.Length == 0 ? 2 : 0;
        }

        if (All.FirstOrDefault(known => known.Name == args[0]) is not { } command) return await UnknownAsync(args[0], errors);

        if (args.Contains("--help") || args.Contains("-h")) return await HelpAsync(command.Name, output, errors);

        try
        {
            return await command.RunAsync(args[1..], output, cancellationToken);
        }
        catch (Exception problem) when (problem is CommandLineException or FormatException)
        {
            await errors.WriteLineAsync($"trasa {command.Name}: {problem.Message}");
            await errors.WriteLineAsync($"usage: ./trasa {command.Name} {command.Usage}".TrimEnd());
            return 2;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await errors.WriteLineAsync("trasa: stopped.");
            return 130;
        }
    }

    private static async Task<int> HelpAsync(string about, TextWriter output, TextWriter errors)
    {
        if (!Help.Knows(about)) return await UnknownAsync(about, errors);
        await Help.WriteAsync(output, about);
        return 0;
    }

    private static async Task<int> UnknownAsync(string name, TextWriter errors)
    {
        await errors.WriteLineAsync($"trasa: there is no command '{name}'{Nearest(name)}. './trasa help' lists what there is.");
        return 2;
    }

    private static string Nearest(string typed) =>
        All.Select(command => command.Name).FirstOrDefault(name => typed.Length > 1 && (name.StartsWith(typed, StringComparison.Ordinal) || typed.StartsWith(name, StringComparison.Ordinal))) is { } name
            ? $" (did you mean '{name}'?)"
            : "";
}
