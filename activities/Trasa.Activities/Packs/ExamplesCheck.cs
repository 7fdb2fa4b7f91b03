using Trasa.Activities.Deciding;
using Trasa.Activities.Definitions;
using Trasa.Decisions.Examples;
using Trasa.Engine.Definitions;
using Trasa.Feel;

namespace Trasa.Activities.Packs;

/// <summary>Runs the saved examples of a pack on its decisions; one that does not come out refuses the pack.</summary>
public sealed class ExamplesCheck(FeelOptions options) : IPackCheck
{
    public IEnumerable<FileProblem> Check(ProcessPack pack, IReadOnlyList<DefinitionDraft> drafts) =>
        from examples in drafts
        where examples.Kind == DefinitionKind.Examples
        let decision = drafts.FirstOrDefault(draft => draft.Kind == DefinitionKind.Decision && draft.Key == examples.Key)
        from problem in Run($"decisions/{examples.Key}{ExampleFormat.Ending}", examples, decision?.Content)
        select problem;

    /// <summary>Runs the examples of one file on the decision beside it.</summary>
    public IEnumerable<FileProblem> Run(string file, DefinitionDraft examples, string? decision)
    {
        if (decision is null) return [new(file, 0, "EX-010", $"There is no decision {examples.Key}.dmn beside it.")];
        var results = SavedExamples.Run(examples.Key, decision, ExampleFile.Parse(examples.Content).Examples, options)?.Results ?? [];
        return results.Where(result => !result.Passed)
            .Select(result => new FileProblem(file, ExampleFile.LineOf(examples.Content, result.Example.Name), "EX-011", $"'{result.Example.Name}' does not come out: {result.Failure}"));
    }
}
