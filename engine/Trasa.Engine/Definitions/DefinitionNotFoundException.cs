namespace Trasa.Engine.Definitions;

/// <summary>There is no published version to run.</summary>
public sealed class DefinitionNotFoundException(DefinitionKind kind, string key, int? version)
    : Exception($"There is no published {kind} '{key}'{(version is { } number ? $" version {number}" : "")}. Publish it first.");
