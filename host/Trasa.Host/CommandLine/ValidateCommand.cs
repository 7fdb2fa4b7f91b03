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
        var problems = await ProblemsAsync(services.GetRequiredService<PackReader>(), path, cancellationToken);
        foreach (var problem in problems) await output.WriteLineAsync($"{problem}{(problem.IsError ? "" : " (warning)")}".AsMemory(), cancellationToken);
        var errors = problems.Count(problem => problem.IsError);
        await output.WriteLineAsync((errors == 0 ? $"{path} is valid" : $"{path}: {errors} {(errors == 1 ? "error" : "errors")}").AsMemory(), cancellationToken);
        return errors == 0 ? 0 : 1;
    }

    private static async Task<IReadOnlyList<FileProblem>> ProblemsAsync(PackReader reader, string path, CancellationToken cancellationToken)
    {
        try
        {
            if (Directory.Exists(path) || Path.GetExtension(path) == ".zip")
                return await PackProblemsAsync(reader, path, cancellationToken);
            if (!File.Exists(path)) throw new CommandLineException($"There is no file or folder {path}.");
            return reader.ReadFile(path, await File.ReadAllTextAsync(path, cancellationToken))?.Problems
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
}
