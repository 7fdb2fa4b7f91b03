using Trasa.Engine.Values;

namespace Trasa.Activities.People.Approvals;

/// <summary>What somebody decided, and what exactly lay before them.</summary>
/// <param name="Leg">The leg's name.</param>
/// <param name="Seat">For whom of the leg it counts, where each counts; null when anybody speaks for the leg.</param>
/// <param name="Answer">Approve, Reject or Send back.</param>
/// <param name="By">The user; null for the time limit.</param>
/// <param name="OnBehalfOf">In whose place; null when in their own.</param>
/// <param name="Who">As shown: "Bogdan on behalf of Anna".</param>
/// <param name="Comment">What they said.</param>
/// <param name="At">When.</param>
/// <param name="Content">What lay before them: the parts that the leg looks at.</param>
internal sealed record ApprovalVote(string Leg, Guid? Seat, string Answer, Guid? By, Guid? OnBehalfOf, string Who, string? Comment, DateTimeOffset At, IReadOnlyDictionary<string, object?> Content)
{
    public Dictionary<string, object?> ToValues() => new()
    {
        ["leg"] = Leg,
        ["seat"] = Seat?.ToString(),
        ["answer"] = Answer,
        ["by"] = By?.ToString(),
        ["onBehalfOf"] = OnBehalfOf?.ToString(),
        ["who"] = Who,
        ["comment"] = Comment,
        ["at"] = At,
        ["content"] = Content,
    };

    /// <summary>Votes as an approval has given them out; what is none is left out.</summary>
    public static IEnumerable<ApprovalVote> ReadAll(object? given)
    {
        foreach (var entry in given as IEnumerable<object?> ?? [])
        {
            if (entry is IReadOnlyDictionary<string, object?> values && values.GetValueOrDefault("leg") is string leg && values.GetValueOrDefault("answer") is string answer)
            {
                yield return new(
                    leg, Id(values.GetValueOrDefault("seat")), answer, Id(values.GetValueOrDefault("by")), Id(values.GetValueOrDefault("onBehalfOf")), values.GetValueOrDefault("who") as string ?? "",
                    values.GetValueOrDefault("comment") as string, ValueConversion.ToInstant(values.GetValueOrDefault("at")) ?? default,
                    values.GetValueOrDefault("content") as IReadOnlyDictionary<string, object?> ?? new Dictionary<string, object?>());
            }
        }
    }

    /// <summary>Whether the content, as far as the leg looks at it, is still what was approved.</summary>
    public bool StandsFor(IReadOnlyDictionary<string, object?> content) => ApprovalContent.Same(Content, content);

    private static Guid? Id(object? value) => Guid.TryParse(value as string, out var id) ? id : null;
}

/// <summary>What is approved, compared by what it says rather than by how it is kept.</summary>
internal static class ApprovalContent
{
    /// <summary>The parts that a leg looks at.</summary>
    public static Dictionary<string, object?> Of(ApprovalLeg leg, IReadOnlyDictionary<string, object?> content) =>
        content.Where(part => leg.Concerns.Count == 0 || leg.Concerns.Contains(part.Key)).ToDictionary(part => part.Key, part => part.Value, StringComparer.Ordinal);

    public static bool Same(IReadOnlyDictionary<string, object?> left, IReadOnlyDictionary<string, object?> right) =>
        left.Count == right.Count && left.All(part => right.TryGetValue(part.Key, out var other) && Same(part.Value, other));

    public static bool Same(object? left, object? right) => Plain(left) == Plain(right);

    // Through JSON and back, 10 and 10.00 are one number and dates are their text.
    private static string Plain(object? value) => value is decimal number
        ? JsonValues.Write(number / 1.000000000000000000000000000000m)
        : value switch
        {
            IReadOnlyDictionary<string, object?> map => $"{{{string.Join(",", map.OrderBy(part => part.Key, StringComparer.Ordinal).Select(part => $"{part.Key}:{Plain(part.Value)}"))}}}",
            IEnumerable<object?> list when value is not string => $"[{string.Join(",", list.Select(Plain))}]",
            _ => JsonValues.Write(value),
        };
}
