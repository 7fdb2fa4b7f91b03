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
        : this(names, [.. memberNames ?? []], types ?? new Dictionary<string, FeelType>(), new NameTrie(), new NameTrie())
    {
        MemberTrie.Add(PropertyNames).Add(MemberNames);
        TypeTrie.Add(FeelType.BuiltIn.Keys).Add(Types.Keys);
    }

    private FeelScope(IEnumerable<string> names, IReadOnlyList<string> memberNames, IReadOnlyDictionary<string, FeelType> types, NameTrie memberTrie, NameTrie typeTrie)
    {
        Names = names.Select(FeelNames.Normalize).ToHashSet(StringComparer.Ordinal);
        NameTrie.Add(Names);
        (MemberNames, Types, MemberTrie, TypeTrie) = (memberNames, types, memberTrie, typeTrie);
    }

    public IReadOnlySet<string> Names { get; }

    public IReadOnlyList<string> MemberNames { get; }

    public IReadOnlyDictionary<string, FeelType> Types { get; }

    internal NameTrie NameTrie { get; } = new();

    internal NameTrie MemberTrie { get; }

    internal NameTrie TypeTrie { get; }

    /// <summary>The same scope with more variables.</summary>
    public FeelScope With(params IEnumerable<string> names) => new(Names.Concat(names), MemberNames, Types, MemberTrie, TypeTrie);
}
