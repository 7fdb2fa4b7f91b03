using Trasa.Decisions.Model;

namespace Trasa.Designer.Tables;

/// <summary>Something to choose: a stable key, and its name for people.</summary>
public sealed record GridChoice(string Key, string Name);

/// <summary>Hit policies and aggregations as one choice: <c>Unique</c>, <c>Collect Sum</c>.</summary>
internal static class GridPolicy
{
    /// <summary>In the order in which people should think of them.</summary>
    public static IReadOnlyList<(HitPolicy Policy, Aggregation Aggregation)> All { get; } =
    [
        (HitPolicy.Unique, Aggregation.None), (HitPolicy.First, Aggregation.None), (HitPolicy.Any, Aggregation.None), (HitPolicy.Priority, Aggregation.None),
        (HitPolicy.RuleOrder, Aggregation.None), (HitPolicy.OutputOrder, Aggregation.None), (HitPolicy.Collect, Aggregation.None),
        (HitPolicy.Collect, Aggregation.Sum), (HitPolicy.Collect, Aggregation.Min), (HitPolicy.Collect, Aggregation.Max), (HitPolicy.Collect, Aggregation.Count),
    ];

    public static string Key(HitPolicy policy, Aggregation aggregation) => aggregation == Aggregation.None ? policy.ToString() : $"{policy} {aggregation}";

    /// <summary>The English name, which is the key of its translation.</summary>
    public static string Name(HitPolicy policy, Aggregation aggregation) => (policy, aggregation) switch
    {
        (HitPolicy.Unique, _) => "Unique: one row at most",
        (HitPolicy.First, _) => "First: the first row counts",
        (HitPolicy.Any, _) => "Any: all rows say the same",
        (HitPolicy.Priority, _) => "Priority: the most important result",
        (HitPolicy.RuleOrder, _) => "Rule order: all, from top to bottom",
        (HitPolicy.OutputOrder, _) => "Output order: all, the most important first",
        (HitPolicy.Collect, Aggregation.Sum) => "Collect: the sum",
        (HitPolicy.Collect, Aggregation.Min) => "Collect: the smallest",
        (HitPolicy.Collect, Aggregation.Max) => "Collect: the largest",
        (HitPolicy.Collect, Aggregation.Count) => "Collect: how many",
        (HitPolicy.Collect, Aggregation.None) => "Collect: all",
    };

    /// <summary>The policy of a key; one that nobody knows leaves the table as it was.</summary>
    public static (HitPolicy Policy, Aggregation Aggregation) Of(string key, DecisionTable otherwise)
    {
        foreach (var (policy, aggregation) in All)
            if (Key(policy, aggregation) == key) return (policy, aggregation);
        return (otherwise.HitPolicy, otherwise.Aggregation);
    }
}
