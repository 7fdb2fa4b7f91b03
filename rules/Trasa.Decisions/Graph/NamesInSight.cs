using Trasa.Feel.Types;

namespace Trasa.Decisions.Graph;

/// <summary>What is known of the names that a piece of logic may use.</summary>
/// <param name="Types">The declared types by name; names of which nothing is known are not in it.</param>
/// <param name="AreDeclared">Whether the element says what it needs: another name is a slip then, else whoever asks may give it.</param>
internal sealed record NamesInSight(IReadOnlyDictionary<string, FeelType> Types, bool AreDeclared)
{
    public static readonly NamesInSight Unknown = new(new Dictionary<string, FeelType>(), AreDeclared: false);

    public static NamesInSight Of(IReadOnlyList<Requirement> requirements)
    {
        var types = new Dictionary<string, FeelType>(StringComparer.Ordinal);
        foreach (var requirement in requirements)
        {
            var type = requirement.Element switch
            {
                InputNode input => input.Type,
                DecisionNode decision => decision.DeclaredType,
                _ => null,
            };
            // Under an alias stands a context of elements.
            if (type is not null && requirement.Alias is null) types.TryAdd(requirement.Name, type.Plain);
        }

        return new(types, requirements.Count > 0);
    }

    /// <summary>The same where the name means something else: an entry of a context, a parameter.</summary>
    public NamesInSight Without(string name) => Types.ContainsKey(name) ? this with { Types = Types.Where(type => type.Key != name).ToDictionary() } : this;
}
