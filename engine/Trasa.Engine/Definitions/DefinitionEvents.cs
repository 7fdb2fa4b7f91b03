using System.Text.Json;

namespace Trasa.Engine.Definitions;

/// <summary>What the workflows hear of definitions.</summary>
public static class DefinitionEvents
{
    /// <summary>
    /// A version was published; the payload has <c>kind</c>, <c>key</c>, <c>version</c>, <c>name</c> and <c>by</c>. The same
    /// content published again is no new version and raises nothing.
    /// </summary>
    public const string Published = "definition.published";

    /// <summary>What the events of a definition are correlated with, e.g. <c>decision:R-SLA</c>.</summary>
    public static string Correlation(DefinitionKind kind, string key) => $"{Word(kind)}:{key}";

    /// <summary>The kind as events name it: <c>workflow</c>, <c>decision</c>, <c>ruleSet</c>, ...</summary>
    public static string Word(DefinitionKind kind) => JsonNamingPolicy.CamelCase.ConvertName(kind.ToString());
}
