namespace Trasa.Host.CommandLine;

/// <summary><c>conformance SUITE DIR</c>: the yardsticks that others wrote the answers of.</summary>
internal static class ConformanceCommand
{
    public static ICommand Create() => new SuiteCommand(
        "conformance",
        "dmn DIR [--csv FILE] | elsa DIR",
        "Runs the cases below a directory and prints the score last.",
        new Dictionary<string, Func<string[], TextWriter, CancellationToken, Task<int>>>
        {
            ["elsa"] = ElsaConformanceCommand.RunAsync,
            ["dmn"] = Trasa.Decisions.Conformance.ConformanceCommand.RunAsync,
        });
}
