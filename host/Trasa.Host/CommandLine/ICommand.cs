namespace Trasa.Host.CommandLine;

/// <summary>One word after <c>./trasa</c>.</summary>
internal interface ICommand
{
    string Name { get; }

    /// <summary>What follows the name, e.g. <c>--urls U --database D</c>.</summary>
    string Usage { get; }

    /// <summary>One sentence.</summary>
    string Summary { get; }

    /// <returns>0 done, 1 done and found wrong, 2 not understood.</returns>
    Task<int> RunAsync(string[] args, TextWriter output, CancellationToken cancellationToken);
}

/// <summary>A command whose work lives elsewhere.</summary>
internal sealed record Command(
    string Name,
    string Usage,
    string Summary,
    Func<string[], TextWriter, CancellationToken, Task<int>> Run) : ICommand
{
    public Task<int> RunAsync(string[] args, TextWriter output, CancellationToken cancellationToken) => Run(args, output, cancellationToken);
}
