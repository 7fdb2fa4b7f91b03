using Trasa.Feel.Syntax;
using Trasa.Feel.Types;

namespace Trasa.Feel;

/// <summary>
/// The names that an author may use. Only names with spaces or operators must be listed; a plain identifier that is not
/// listed is looked up at evaluation. Immutable, and meant to be made once and used for many expressions.
/// </summary>
public sealed class FeelScope
{
    internal static readonly string[] PropertyNames =
    [
        "time offset", "start included", "end included", "years", "months", "days", "hours", "minutes", "seconds", "timezone", "weekday",
    ];

    public static readonly FeelScope Empty = new([]);

    /// <param name="names">Variables in scope.</param>
    /// <param name="memberNames">Names of members of contexts that paths and filters may reach.</param>
    /// <param name="types">Types of a model, for <c>instance of</c> and typed parameters.</param>
    public FeelScope(IEnumerable<string> names, IEnumerable<string>? memberNames = null, IReadOnlyDictionary<string, FeelType>? types = null)
    {
        Names = names.Select(FeelNames.Normalize).ToHashSet(StringComparer.Ordinal);
        Types = types ?? new Dictionary<string, FeelType>();
        NameTrie.Add(Names);
        MemberNames = [.. memberNames ?? []];
        MemberTrie.Add(PropertyNames).Add(MemberNames);
        TypeTrie.Add(FeelType.BuiltIn.Keys).Add(Types.Keys);
    }

    public IReadOnlySet<string> Names { get; }

    public IReadOnlyList<string> MemberNames { get; }

    public IReadOnlyDictionary<string, FeelType> Types { get; }

    internal NameTrie NameTrie { get; } = new();

    internal NameTrie MemberTrie { get; } = new();

    internal NameTrie TypeTrie { get; } = new();

    /// <summary>The same scope with more variables.</summary>
    public FeelScope With(IEnumerable<string> names) => new(Names.Concat(names), MemberNames, Types);
}
