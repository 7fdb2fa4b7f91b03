using System.Globalization;
using Trasa.Engine.Execution;

namespace Trasa.Activities.People.Approvals;

/// <summary>One station of an approval, as a rule such as R-APPR gives it.</summary>
internal sealed record ApprovalLeg
{
    public required string Name { get; init; }

    /// <summary>Legs of the same number stand open together; the next number follows when all of these have agreed.</summary>
    public int Order { get; init; }

    /// <summary>Addresses of those who decide.</summary>
    public required IReadOnlyList<string> Candidates { get; init; }

    /// <summary>How many of them must agree: 1 for any, null for all.</summary>
    public int? Quorum { get; init; } = 1;

    public string? Due { get; init; }

    public string? Reminder { get; init; }

    public LegLimit AtLimit { get; init; }

    public IReadOnlyList<string> EscalateTo { get; init; } = [];

    /// <summary>What of the content the leg looks at: when nothing of it changes, its votes stand. Empty: all of it.</summary>
    public IReadOnlyList<string> Concerns { get; init; } = [];

    /// <exception cref="ActivityFaultException">The legs are not a list of contexts with a name and candidates.</exception>
    public static IReadOnlyList<ApprovalLeg> ReadAll(object? given)
    {
        var list = given switch
        {
            null => [],
            IReadOnlyDictionary<string, object?> one => [one],
            IEnumerable<object?> several when given is not string => several.ToList(),
            _ => throw Misfit(),
        };
        var legs = list.Select(entry => entry is IReadOnlyDictionary<string, object?> leg ? Read(leg) : throw Misfit()).ToList();
        var twice = legs.GroupBy(leg => leg.Name).FirstOrDefault(group => group.Count() > 1);
        return twice is null ? legs : throw new ActivityFaultException($"Two legs of the approval are called '{twice.Key}'; give each a name of its own.");
    }

    private static ApprovalLeg Read(IReadOnlyDictionary<string, object?> leg)
    {
        var name = leg.GetValueOrDefault("name") as string is { Length: > 0 } given ? given : throw Misfit();
        var candidates = List(leg.GetValueOrDefault("candidates"));
        if (candidates.Count == 0) throw new ActivityFaultException($"The leg '{name}' names nobody who may decide; give it candidates.");
        return new()
        {
            Name = name,
            Order = (int)((leg.GetValueOrDefault("order") as decimal?) ?? 0),
            Candidates = candidates,
            Quorum = ReadQuorum(name, leg.GetValueOrDefault("quorum")),
            Due = leg.GetValueOrDefault("due") as string,
            Reminder = leg.GetValueOrDefault("reminder") as string,
            AtLimit = ReadLimit(name, leg.GetValueOrDefault("atLimit") as string),
            EscalateTo = List(leg.GetValueOrDefault("escalateTo")),
            Concerns = List(leg.GetValueOrDefault("concerns")),
        };
    }

    private static int? ReadQuorum(string name, object? quorum) => quorum switch
    {
        null or "" or "any" => 1,
        "all" => null,
        decimal number when number >= 1 && number == decimal.Truncate(number) => (int)number,
        string text when int.TryParse(text.Split(' ')[0], CultureInfo.InvariantCulture, out var number) && number >= 1 => number,
        _ => throw new ActivityFaultException($"'{quorum}' is no quorum of the leg '{name}'; use any, all or how many."),
    };

    private static LegLimit ReadLimit(string name, string? text) => text switch
    {
        null or "" or "remind" => LegLimit.Remind,
        "escalate" => LegLimit.Escalate,
        "approve" => LegLimit.Approve,
        "reject" => LegLimit.Reject,
        _ => throw new ActivityFaultException($"'{text}' is not what can happen at the time limit of the leg '{name}'; use remind, escalate, approve or reject."),
    };

    // A cell of a decision table holds a list as text, separated by commas.
    private static List<string> List(object? given) =>
        [.. TaskInputs.Texts(given).SelectMany(text => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))];

    private static ActivityFaultException Misfit() =>
        new("'legs' of the approval must be a list of contexts such as { name: \"Head of sales\", candidates: \"position:head-of-sales\" }.");
}

/// <summary>What happens when the time of a leg is up.</summary>
internal enum LegLimit
{
    Remind,
    Escalate,
    Approve,
    Reject,
}
