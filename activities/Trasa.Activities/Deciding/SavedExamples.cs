using Trasa.Decisions.Examples;
using Trasa.Decisions.Graph;
using Trasa.Decisions.Xml;
using Trasa.Engine.Definitions;
using Trasa.Feel;

namespace Trasa.Activities.Deciding;

/// <summary>The saved examples of decisions, kept with versions of their own, and run on any version or draft.</summary>
public sealed class SavedExamples(IDefinitionStore definitions, FeelOptions options)
{
    private const DefinitionKind Kind = DefinitionKind.Examples;

    public async Task<IReadOnlyList<DecisionExample>> OfAsync(string key, CancellationToken cancellationToken) =>
        await definitions.FindAsync(Kind, key, null, cancellationToken).ConfigureAwait(false) is { } saved ? ExampleFile.Parse(saved.Content).Examples : [];

    public async Task SaveAsync(string key, IReadOnlyList<DecisionExample> examples, string by, CancellationToken cancellationToken) =>
        await definitions.PublishAsync(new(Kind, key, $"Examples of {key}", ExampleFile.Write(examples)), by, null, cancellationToken).ConfigureAwait(false);

    /// <summary>Runs them on a file; null when the file cannot be read.</summary>
    public async Task<ExampleRun?> RunAsync(string key, string content, CancellationToken cancellationToken) =>
        Run(key, content, await OfAsync(key, cancellationToken).ConfigureAwait(false), options);

    /// <summary>Runs examples on a file; null when the file cannot be read.</summary>
    public static ExampleRun? Run(string key, string content, IReadOnlyList<DecisionExample> examples, FeelOptions options)
    {
        if (DmnReader.Read(content).Definitions is not { } read) return null;
        var model = DecisionModel.Compile(read, options: options);
        return ExampleRun.Of(model, CompiledDecisions.Answer(model, key), examples);
    }
}
