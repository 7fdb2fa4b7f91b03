using Trasa.Activities.Deciding;
using Trasa.Crm.Organisation;

namespace Trasa.Crm.Assignment;

/// <summary>Why a candidate cannot have the work. All reasons are told, not only the first.</summary>
internal static class DropRules
{
    public static IReadOnlyList<DropReason> For(Candidate candidate, Work work) =>
    [
        .. Person(candidate),
        .. Fitness(candidate, work),
        .. Matter(candidate, work),
    ];

    private static IEnumerable<DropReason> Person(Candidate candidate)
    {
        if (!candidate.Active) yield return new("inactive", "has left", "were active again");
        if (candidate.Status != Candidate.Available)
            yield return new("status", $"status is '{candidate.Status}'", "had the status 'available'");
        if (candidate.AwayUntil is { } until)
            yield return new("absent", $"is away until {PersonalWords.Moment(until)}", $"were back before {PersonalWords.Moment(until)}");
        if (candidate.Capacity is { } capacity && candidate.Load.Weight >= capacity)
            yield return new("capacity", $"has a load of {candidate.Load.Weight} of at most {capacity:0.##}", $"had a load below {capacity:0.##}, or a capacity above {candidate.Load.Weight}");
    }

    private static IEnumerable<DropReason> Fitness(Candidate candidate, Work work)
    {
        foreach (var skill in work.Skills.Where(skill => !candidate.Skills.Contains(skill, StringComparer.OrdinalIgnoreCase)))
            yield return new("skill", $"lacks the skill '{skill}'", $"had the skill '{skill}'");
        if (work.Language is { Length: > 0 } language && !candidate.Languages.Contains(language, StringComparer.OrdinalIgnoreCase))
            yield return new("language", $"does not speak {PersonalWords.Language(language)}", $"spoke {PersonalWords.Language(language)}");
    }

    private static IEnumerable<DropReason> Matter(Candidate candidate, Work work)
    {
        if (!candidate.MaySeeClient) yield return new("right", "has no right to the client", "had the right to see the client");
        if (work.Area is { Length: > 0 } area && !Areas.Cover(candidate.Areas, area))
            yield return new("area", $"has no right to the area '{area}'", $"had the area '{area}'");
        if (work.Refused?.Contains(candidate.Id) == true) yield return new("refused", "was offered it and did not take it", "had not refused it");
        if (work.Excluded?.Contains(candidate.Id) == true) yield return new("excluded", "is excluded from this matter", "were not excluded");
    }
}
