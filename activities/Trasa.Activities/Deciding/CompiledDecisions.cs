using System.Collections.Concurrent;
using Trasa.Decisions.Graph;
using Trasa.Decisions.Xml;
using Trasa.Engine.Definitions;
using Trasa.Feel;

namespace Trasa.Activities.Deciding;

/// <summary>Published decisions, compiled once per version. A published version never changes, so nothing here goes stale.</summary>
/// <param name="definitions">Where they are published.</param>
/// <param name="time">The clock of the installation.</param>
/// <param name="options">Limits and functions of the expressions; the usual ones when none are registered.</param>
public sealed class CompiledDecisions(IDefinitionStore definitions, TimeProvider time, FeelOptions? options = null)
{
    private readonly ConcurrentDictionary<(string Key, int Version), DecisionModel> _models = [];
    private readonly FeelOptions _options = options ?? new() { Time = time };

    /// <exception cref="DecisionNotFoundException">There is no such published decision, or it cannot be read.</exception>
    public async ValueTask<DecisionModel> FindAsync(string key, int? version, CancellationToken cancellationToken)
    {
        if (version is { } pinned && _models.TryGetValue((key, pinned), out var known)) return known;
        var definition = await definitions.FindAsync(DefinitionKind.Decision, key, version, cancellationToken).ConfigureAwait(false);
        if (definition is not { IsPublished: true })
            throw new DecisionNotFoundException($"There is no published decision '{key}'{(version is null ? "" : $" in version {version}")}.");
        return _models.GetOrAdd((key, definition.Version), _ => Compile(definition));
    }

    /// <summary>The latest published version; null when there is none.</summary>
    /// <exception cref="DecisionNotFoundException">It cannot be read.</exception>
    public async ValueTask<DecisionModel?> LatestAsync(string key, CancellationToken cancellationToken)
    {
        var definition = await definitions.FindAsync(DefinitionKind.Decision, key, null, cancellationToken).ConfigureAwait(false);
        return definition is { IsPublished: true } ? _models.GetOrAdd((key, definition.Version), _ => Compile(definition)) : null;
    }

    /// <summary>The decision asked for by name or id; without one, the only one that no other needs, or the one named as the file.</summary>
    /// <exception cref="DecisionNotFoundException">There is none, or there are several.</exception>
    internal static Decision Choose(DecisionModel model, string key, string? name)
    {
        if (name is { Length: > 0 }) return model.Find(name) ?? throw new DecisionNotFoundException($"'{key}' holds no decision '{name}'; it has {Names(model.Decisions)}.");
        return Answer(model, key) ?? throw new DecisionNotFoundException(
            model.Decisions.Any() ? $"'{key}' holds several decisions; say which: {Names(model.Decisions)}." : $"'{key}' holds no decision.");
    }

    /// <summary>The decision that answers a file: the only one that no other needs, or the one named as the file; null when neither is there.</summary>
    public static Decision? Answer(DecisionModel model, string key)
    {
        var needed = model.Definitions.Decisions.SelectMany(decision => decision.Requirements.Decisions).Select(href => href.TrimStart('#')).ToHashSet(StringComparer.Ordinal);
        var ends = model.Decisions.Where(decision => !needed.Contains(decision.Id)).ToList();
        return ends.Count == 1 ? ends[0] : model.Find(key);
    }

    private DecisionModel Compile(DefinitionVersion definition)
    {
        var reading = DmnReader.Read(definition.Content);
        return reading.Definitions is { } model
            ? DecisionModel.Compile(model, options: _options, version: definition.Version)
            : throw new DecisionNotFoundException($"Decision '{definition.Key}' version {definition.Version} cannot be read: {string.Join("; ", reading.Problems)}");
    }

    private static string Names(IEnumerable<Decision> decisions) => string.Join(", ", decisions.Select(decision => $"'{decision.Name}'"));
}
