using Trasa.Activities.Definitions;
using Trasa.Activities.Packs;
using Trasa.Engine.Definitions;
using Trasa.Engine.Stores;
using Trasa.Host.Hosting;

namespace Trasa.Host.CommandLine;

/// <summary>Checks a pack or a single file; one line per problem, <c>file:line: code message</c>.</summary>
internal sealed class ValidateCommand : ICommand
{
    public string Name => "validate";

    public string Usage => "PACK|FILE";

    public string Summary => "Checks a pack, definition, table, template or calendar; exit code 1 when something is wrong.";

    public async Task<int> RunAsync(string[] args, TextWriter output, CancellationToken cancellationToken)
    {
        if (CommandArguments.Parse(args, [], most: 1).Words is not [var path]) throw new CommandLineException("Say what to check: a pack folder, a zip, or a file.");
        await using var services = Rooms.Build(new HostSettings(new(DatabaseKind.Sqlite, ":memory:")) { LogFolder = null });
        var problems = await ProblemsAsync(services, path, cancellationToken);
        foreach (var problem in problems) await output.WriteLineAsync($"{problem}{(problem.IsError ? "" : " (warning)")}".AsMemory(), cancellationToken);
        var errors = problems.Count(problem => problem.IsError);
        await output.WriteLineAsync((errors == 0 ? $"{path} is valid" : $"{path}: {errors} {(errors == 1 ? "error" : "errors")}").AsMemory(), cancellationToken);
        return errors == 0 ? 0 : 1;
    }

    private static async Task<IReadOnlyList<FileProblem>> ProblemsAsync(IServiceProvider services, string path, CancellationToken cancellationToken)
    {
        var reader = services.GetRequiredService<PackReader>();
        try
        {
            if (Directory.Exists(path) || Path.GetExtension(path) == ".zip")
                return await PackProblemsAsync(reader, path, cancellationToken);
            if (!File.Exists(path)) throw new CommandLineException($"There is no file or folder {path}.");
            return await FileAsync(reader, services.GetRequiredService<ExamplesCheck>(), path, cancellationToken)
                ?? [new(path, 0, "PACK-003", "Nothing reads this kind of file: workflows, forms, record types and calendars are .json, decisions .dmn, templates .md.")];
        }
        catch (PackInvalidException problem)
        {
            return [new(path, 0, "PACK-000", problem.Message)];
        }
    }

    private static async Task<IReadOnlyList<FileProblem>> PackProblemsAsync(PackReader reader, string path, CancellationToken cancellationToken)
    {
        var packs = await PackShelf.ReadAsync(path, cancellationToken);
        return reader.Read(packs[^1].Pack, [.. packs.Take(packs.Count - 1).Select(shelved => shelved.Pack)]).Problems;
    }

    /// <summary>A decision is tried on the examples beside it, and examples on the decision beside them; null when nothing reads the file.</summary>
    private static async Task<IReadOnlyList<FileProblem>?> FileAsync(PackReader reader, ExamplesCheck check, string path, CancellationToken cancellationToken)
    {
        if (reader.ReadFile(path, await File.ReadAllTextAsync(path, cancellationToken)) is not { } reading) return null;
        if (reading is not { IsValid: true, Draft: { Kind: DefinitionKind.Decision or DefinitionKind.Examples } draft }) return reading.Problems;
        var isDecision = draft.Kind == DefinitionKind.Decision;
        var other = Path.Combine(Path.GetDirectoryName(path) ?? "", draft.Key + (isDecision ? ExampleFormat.Ending : ".dmn"));
        var beside = File.Exists(other) ? await File.ReadAllTextAsync(other, cancellationToken) : null;
        if (isDecision && beside is null) return reading.Problems;
        var examples = isDecision ? draft with { Kind = DefinitionKind.Examples, Content = beside! } : draft;
        return [.. reading.Problems, .. check.Run(isDecision ? other : path, examples, isDecision ? draft.Content : beside)];
    }
}
