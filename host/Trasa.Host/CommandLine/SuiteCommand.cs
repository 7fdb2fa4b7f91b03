namespace Trasa.Host.CommandLine;

/// <summary>A command whose first word names one of several suites: <c>conformance dmn</c>, <c>bench engine</c>.</summary>
internal sealed class SuiteCommand(string name, string usage, string summary, IReadOnlyDictionary<string, Func<string[], TextWriter, CancellationToken, Task<int>>> suites) : ICommand
{
    public string Name => name;

    public string Usage => usage;

    public string Summary => summary;

    public Task<int> RunAsync(string[] args, TextWriter output, CancellationToken cancellationToken) =>
        args.Length > 0 && suites.TryGetValue(args[0], out var run)
            ? run(args[1..], output, cancellationToken)
            : throw new CommandLineException($"Say which: {string.Join(", ", suites.Keys)}.");
}
