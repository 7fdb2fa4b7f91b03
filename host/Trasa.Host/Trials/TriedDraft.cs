using Trasa.Engine.Definitions;
using Trasa.Model.Workflows;

namespace Trasa.Host.Trials;

/// <summary>A workflow as it stands on somebody's screen or in their program, to be tried.</summary>
internal static class TriedDraft
{
    /// <summary>Null, with the first problem, when it cannot be read.</summary>
    public static DefinitionDraft? Read(string key, string content, out string? problem)
    {
        var reading = DefinitionReader.Read(content);
        problem = reading.Problems is [var first, ..] ? first.Message : null;
        return reading.Definition is { } definition ? new(DefinitionKind.Workflow, key, definition.Name, content) : null;
    }
}
