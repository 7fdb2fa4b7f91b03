namespace Trasa.Decisions.Conformance;

/// <summary><c>conformance dmn DIR [--rewritten] [--csv FILE]</c>: the arguments are those after <c>dmn</c>.</summary>
public static class ConformanceCommand
{
    private const int Usage = 2;

    /// <summary>0 when every counted case passed, 1 when some did not, 2 when the arguments are wrong.</summary>
    public static async Task<int> RunAsync(string[] args, TextWriter output, CancellationToken cancellationToken)
    {
        var csvAt = Array.IndexOf(args, "--csv");
        if (args.Length == 0 || !Directory.Exists(args[0]) || csvAt == args.Length - 1)
        {
            await output.WriteLineAsync("conformance dmn DIR [--rewritten] [--csv FILE]: DIR must be a directory with DMN TCK cases; --rewritten writes every model and reads it again first.".AsMemory(), cancellationToken).ConfigureAwait(false);
            return Usage;
        }
        var report = ConformanceRun.Run(args[0], args.Contains("--rewritten"), cancellationToken);
        if (csvAt > 0) await File.WriteAllTextAsync(args[csvAt + 1], report.ToCsv(), cancellationToken).ConfigureAwait(false);
        foreach (var silentCase in report.Counted.Where(outcome => outcome.Passed && !outcome.IsExplained))
            await output.WriteLineAsync($"unexplained {silentCase.Directory} {silentCase.Case}".AsMemory(), cancellationToken).ConfigureAwait(false);
        foreach (var failed in report.Outcomes.Where(outcome => !outcome.Passed))
            await output.WriteLineAsync($"{(failed.IsExcluded ? "excluded" : "failed")} {failed.Directory} {failed.Case} {failed.Message}".AsMemory(), cancellationToken).ConfigureAwait(false);
        var silent = report.Counted.Count(outcome => outcome.Passed && !outcome.IsExplained);
        await output.WriteLineAsync($"errors without a diagnostic: {silent}".AsMemory(), cancellationToken).ConfigureAwait(false);
        await output.WriteLineAsync(report.Summary.AsMemory(), cancellationToken).ConfigureAwait(false);
        return report.Counted.All(outcome => outcome.Passed) ? 0 : 1;
    }
}
