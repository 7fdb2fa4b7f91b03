using Trasa.Decisions.Model;

namespace Trasa.Decisions.Graph;

/// <summary>Types that are another name, or a list, of themselves. A type may mention itself inside its components: a value ends somewhere.</summary>
internal static class CircularTypes
{
    /// <summary>Names of names of names: nobody means more, and whoever asks such a type goes through them all.</summary>
    private const int MaxSteps = 100;

    public static IReadOnlySet<string> In(IReadOnlyList<ItemDefinition> definitions)
    {
        var byName = new Dictionary<string, ItemDefinition>(StringComparer.Ordinal);
        foreach (var definition in definitions) byName[definition.Name] = definition;
        return definitions.Where(definition => HasNoEnd(definition, byName)).Select(definition => definition.Name).ToHashSet(StringComparer.Ordinal);
    }

    private static bool HasNoEnd(ItemDefinition definition, Dictionary<string, ItemDefinition> byName)
    {
        for (var steps = 0; steps < MaxSteps; steps++)
        {
            if (definition.Components.Count > 0 || definition.Function is not null || definition.TypeRef is null || !byName.TryGetValue(definition.TypeRef, out var next)) return false;
            definition = next;
        }

        return true;
    }
}
